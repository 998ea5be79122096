/**
 * `npm run generate`: writes the Prisma client from the schema files, when they changed. Prisma's command insists on a
 * native schema engine that it would download, and never runs it here: naming any executable keeps it quiet (architecture.md).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const output = path.join(root, "lib/db/generated");
const stamp = path.join(output, ".stamp");
const require = createRequire(import.meta.url);
const prisma = path.dirname(require.resolve("prisma/package.json"));

function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(path.join(prisma, "package.json")));
  const folder = path.join(root, "prisma/schema");
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex");
}

const wanted = fingerprint();
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) process.exit(0);

rmSync(stamp, { force: true });
const done = spawnSync(process.execPath, [path.join(prisma, "build/index.js"), "generate"], {
  cwd: root,
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
  encoding: "utf8",
});
if (done.status !== 0) {
  console.error(`${done.stdout}${done.stderr}`);
  process.exit(1);
}
writeFileSync(stamp, wanted);
console.log("Prisma client written.");
