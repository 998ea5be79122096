import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

let loading: Promise<EngineModule> | undefined;

/** Loads the WebAssembly once per process. Node 20 cannot import `.wasm` by itself, so the package's own entry is not used. */
async function loadEngineModule(): Promise<EngineModule> {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const gluePath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = await readFile(path.join(path.dirname(gluePath), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: refusePanic } });
  const start = instance.exports["__wbindgen_start"];
  if (isStart(start)) start();
  return glue;
}

/** The engine reports its own panics through a global; without this they would read "undefined is not a function". */
function refusePanic(message: string): never {
  throw new Error(`Prisma's schema engine stopped: ${message}`);
}

function isStart(exported: WebAssembly.ExportValue | undefined): exported is () => void {
  return typeof exported === "function";
}

/** Prisma's schema engine as WebAssembly: the same code as the native engine, without its download (architecture.md). */
export async function openSchemaEngine(adapter: PrismaPg, schema: SchemaContainer[]): Promise<SchemaEngine> {
  loading ??= loadEngineModule();
  const { SchemaEngine: Engine } = await loading;
  const datamodels = schema.map((file): [string, string] => [file.path, file.content]);
  return Engine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
}
