import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { closeDb } from "@/lib/db/client";
import { freePort } from "@/lib/db/embedded/free-port";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { systemMs } from "@/lib/time/clock";
import { say } from "../start/progress";
import { ChaosDatabase } from "./chaos-database";
import { FiredProcess } from "./fired-process";
import { NODES } from "./plan-disturbances";
import { playOut } from "./play-out";
import { type ChaosResult, resultOf } from "./result";
import type { ChaosOptions, Stage } from "./stage";

/**
 * Builds the stage in a folder of its own, plays the run out on it, and leaves no process behind, however it ends. Null when
 * it was told to stop.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult | null> {
  const base = path.resolve(".data");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(path.join(base, "chaos-"));
  const started: FiredProcess[] = [];
  let database: ChaosDatabase | null = null;
  let isProven = false;
  try {
    const beganMs = systemMs();
    database = await ChaosDatabase.start(folder);
    await applyMigrations(database.url);
    const variables = setEnvironment(options.environment, database.url, folder);
    const stage = await buildStage(database, variables, folder, started);
    const outcome = await Promise.race([playOut(stage, options), whenStopped(options.stopped)]);
    if (!outcome) return null;
    const result = resultOf(options, outcome, stage);
    isProven = result.ok;
    for (const problem of result.problems) say(`  ✗ ${problem}`);
    say(`  ${((systemMs() - beganMs) / 1_000).toFixed(0)} s in all`);
    return result;
  } finally {
    await Promise.all(started.map((one) => one.finish("SIGKILL")));
    // A statement that waits for something of the run would wait for ever: the database goes first.
    await database?.stop();
    await closeDb();
    if (isProven || options.stopped.aborted) rmSync(folder, { recursive: true, force: true });
    else say(`  The database and the logs of this run are kept in ${folder}`);
  }
}

function whenStopped(stopped: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (stopped.aborted) resolve(null);
    stopped.addEventListener("abort", () => resolve(null), { once: true });
  });
}

/** Sets what this process and its children run with. Whatever database or folder was there before is not touched. */
function setEnvironment(
  environment: Record<string, string | undefined>,
  databaseUrl: string,
  folder: string,
): Record<string, string> {
  Object.assign(environment, {
    NODE_ENV: "production",
    TOKENHALL_MODE: "demo",
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "10",
    DATA_DIR: folder,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    DATA_KEY: randomBytes(32).toString("hex"),
    GATEWAY_CALLS_PER_MINUTE: "100000",
    LOG_LEVEL: "warn",
  });
  delete environment["DEMO_NOW"];
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) variables[name] = value;
  return variables;
}

async function buildStage(
  database: ChaosDatabase,
  variables: Record<string, string>,
  logFolder: string,
  started: FiredProcess[],
): Promise<Stage> {
  const fire = (name: string, script: string, env: Record<string, string>, ready: string | null): FiredProcess => {
    const one = new FiredProcess({ name, script, env: { ...variables, ...env }, ready, logFolder });
    started.push(one);
    return one;
  };
  const gateways: FiredProcess[] = [];
  const gatewayUrls: string[] = [];
  for (let index = 0; index < NODES; index += 1) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    gatewayUrls.push(url);
    gateways.push(fire(`gateway-${index}`, "lib/gateway/main.ts", { GATEWAY_PORT: String(port) }, `${url}/ready`));
  }
  const reportsPort = await freePort();
  const reportsUrl = `http://127.0.0.1:${reportsPort}/`;
  return {
    database,
    gateways,
    gatewayUrls,
    worker: fire("worker", "lib/jobs/main.ts", {}, null),
    reports: fire("reports", "scripts/chaos/serve-reports.ts", { PORT: String(reportsPort) }, reportsUrl),
    reportsUrl,
  };
}
