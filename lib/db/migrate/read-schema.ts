import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";

/** The Prisma schema files of a folder, in a stable order. */
export async function readSchema(folder: string): Promise<SchemaContainer[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: `${folder}/${name}`,
      content: await readFile(path.join(folder, name), "utf8"),
    })),
  );
}
