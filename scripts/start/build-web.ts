import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { holdLock } from "@/lib/db/embedded/hold-lock";
import { type ChildRun, runChild } from "./run-child";

const STAMP = ".next/tokenhall-build";
const SOURCES = ["app", "components", "lib", "prisma/schema", "public"];
const FILES = [
  ...["package-lock.json", "tsconfig.json", "next.config.ts", "postcss.config.mjs", "proxy.ts", "instrumentation.ts"],
  "tailwind.config.ts",
];

/** Neither tests nor what is generated from the schema files change what is built. */
function counts(file: string): boolean {
  return !/\.test\.tsx?$/.test(file) && !file.startsWith("db/generated") && !file.endsWith(".md");
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  const add = (file: string) => hash.update(file).update(readFileSync(file));
  for (const file of FILES) if (existsSync(file)) add(file);
  for (const folder of SOURCES) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      const file = path.join(folder, name);
      if (counts(name) && statSync(file).isFile()) add(file);
    }
  }
  return hash.digest("hex");
}

function isBuilt(wanted: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted && existsSync(".next/BUILD_ID");
}

/**
 * Builds the web pages unless what is built was made from these very sources. Returns whether it built. The stamp is
 * written last, so that a killed build counts for nothing.
 */
export async function buildWeb(env: Record<string, string>, onChild: (run: ChildRun) => void): Promise<boolean> {
  return holdLock("node_modules/.cache/tokenhall-build.lock", async () => {
    const wanted = fingerprint();
    if (isBuilt(wanted)) return false;
    rmSync(STAMP, { force: true });
    const run = runChild(["node_modules/next/dist/bin/next", "build"], { ...env, NODE_ENV: "production" });
    onChild(run);
    await run.finished;
    writeFileSync(STAMP, wanted);
    return true;
  });
}
