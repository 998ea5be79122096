import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { installPackages } from "./install-packages.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Tokenhall needs Node ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** From a fresh clone to one whose TypeScript can run: packages, Prisma's client, the `.env` file, tsx. */
export async function prepareSources() {
  checkNode();
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  installPackages();
  const generated = spawnSync(process.execPath, ["scripts/generate.mjs"], { stdio: ["ignore", 2, 2] });
  if (generated.status !== 0) process.exit(1);
  const { register } = await import("tsx/esm/api");
  register();
}
