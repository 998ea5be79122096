import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** `npm run check`: format, lint, types, layering, dead code, documents. `npm run check -- fix` repairs what can be repaired. */
const root = resolve(import.meta.dirname, "..");
const CACHE = "node_modules/.cache";

const eslint = [
  "eslint",
  ".",
  "--max-warnings",
  "0",
  "--cache",
  "--cache-strategy",
  "content",
  "--cache-location",
  `${CACHE}/eslint/`,
];
const prettier = ["prettier", ".", "--cache", "--cache-location", `${CACHE}/prettier/check`, "--log-level", "warn"];

const STEPS = [
  ["lint", eslint],
  ["types", ["tsc", "--noEmit", "--incremental", "--tsBuildInfoFile", `${CACHE}/tsc/check.tsbuildinfo`]],
  ["format", [...prettier, "--check"]],
  ["layering", ["depcruise", ".", "--output-type", "err-long"]],
  [
    "nouns in a line",
    ["depcruise", "lib", "--config", "scripts/lint/nouns-in-a-line.cjs", "--output-type", "err-long"],
  ],
  ["dead code", ["knip", "--no-progress", "--cache", "--cache-location", `${CACHE}/knip`]],
  ["documents", [process.execPath, "scripts/lint/check-documents.mjs"]],
];
const REPAIRS = [
  ["lint --fix", [...eslint, "--fix"]],
  ["format", [...prettier, "--write"]],
];

const prepared = await abreast(preparations(), 1);
if (!prepared) process.exit(1);
const passed = process.argv.includes("fix") ? await abreast(REPAIRS, 1) : await abreast(STEPS, 2); // two cores are common
process.exit(passed ? 0 : 1);

/** What git does not keep but the types need. */
function preparations() {
  const schema = readdirSync(resolve(root, "prisma/schema")).map((file) => `prisma/schema/${file}`);
  const client = "lib/db/generated/client.ts";
  const steps = [];
  if (schema.some((file) => isNewer(file, client)))
    steps.push(["generate", [process.execPath, "scripts/generate.mjs"]]);
  if (!existsSync(resolve(root, "next-env.d.ts"))) steps.push(["route types", ["next", "typegen"]]);
  return steps;
}

function isNewer(source, made) {
  if (!existsSync(resolve(root, made))) return true;
  return statSync(resolve(root, source)).mtimeMs > statSync(resolve(root, made)).mtimeMs;
}

/** Runs every step, whatever the others say: one run shows everything there is to mend. */
async function abreast(steps, lanes) {
  const waiting = [...steps];
  let passed = true;
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) passed = (await run(step)) && passed;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return passed;
}

/** Prints one line for a step that passes, and everything it said for one that does not. */
function run([name, [program, ...args]]) {
  const began = performance.now();
  const command = program === process.execPath ? program : resolve(root, "node_modules/.bin", program);
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: process.stdout.isTTY ? "1" : "0" };
  if (!process.stdout.isTTY) env.NO_COLOR = "1";
  else delete env.NO_COLOR;
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, shell: process.platform === "win32" });
    const said = [];
    child.stdout.on("data", (part) => said.push(part));
    child.stderr.on("data", (part) => said.push(part));
    child.on("error", (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok  " : "FAIL"}  ${name.padEnd(12)} ${seconds.padStart(6)} s`);
      if (code !== 0) console.log(Buffer.concat(said).toString());
      done(code === 0);
    });
  });
}
