import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import type { Bench } from "./benches";
import { openScratchDatabase } from "./open-scratch-database";

type Variables = Record<string, string>;

/** Runs a benchmark with a folder and a database that nothing else uses and nothing is left of. Returns its exit code. */
export async function runBench(
  bench: Bench,
  options: string[],
  given: Record<string, string | undefined>,
): Promise<number> {
  const base = path.resolve(given["DATA_DIR"] || ".data");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(path.join(base, "bench-"));
  // Ctrl-C reaches the benchmark through the terminal; this process waits for it, to clear up last.
  process.on("SIGINT", () => undefined);
  try {
    const profiled = options.includes("--profile");
    const database = await openScratchDatabase({ folder, serverUrl: given["DATABASE_URL"] || null, profiled });
    try {
      await applyMigrations(database.url);
      return await runScript([`scripts/bench/${bench}.ts`, ...options], {
        ...definedOf(given),
        TOKENHALL_MODE: "production",
        LOG_LEVEL: given["LOG_LEVEL"] || "info",
        DATA_DIR: folder,
        UPSTREAM_HOSTS: "127.0.0.1",
        DATABASE_URL: database.url,
        AUTH_SECRET: randomBytes(32).toString("base64url"),
        DATA_KEY: randomBytes(32).toString("hex"),
      });
    } finally {
      await database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function definedOf(variables: Record<string, string | undefined>): Variables {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function runScript(args: string[], variables: Variables): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    env: { NODE_ENV: "production", ...variables },
    stdio: "inherit",
  });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
