import { applyMigrations, MigrationHistoryError } from "@/lib/db/migrate/apply-migrations";
import { EnvError } from "@/lib/env/env";
import { prepareEnv, type PreparedEnv } from "@/lib/env/prepare-env";
import { systemMs } from "@/lib/time/clock";
import { buildWeb } from "./build-web";
import { choosePort } from "./choose-port";
import { openDatabase } from "./open-database";
import { watchDatabase } from "./watch-database";
import { printWelcome } from "./print-welcome";
import { say, step } from "./progress";
import { type ChildRun, runChild } from "./run-child";
import { claimDataDir, forgetRunning, noteRunning } from "./running-file";
import { type Program, Supervised } from "./supervise";

/** Thrown to leave the start when a signal came in between two steps. */
class Interrupted extends Error {}

/** What has to be undone, newest first, when the product stops or its start fails. */
class Undo {
  readonly #steps: (() => Promise<void>)[] = [];
  #running: Promise<void> | null = null;

  add(undo: () => Promise<void>): void {
    // Too late to be stopped in order: it is undone at once.
    if (this.#running) void undo();
    else this.#steps.unshift(undo);
  }

  check(): void {
    if (this.#running) throw new Interrupted();
  }

  run(): Promise<void> {
    this.#running ??= (async () => {
      for (const undo of this.#steps) await undo().catch((error: unknown) => say(`  ${String(error)}`));
    })();
    return this.#running;
  }
}

function stopWith(undo: Undo, run: ChildRun): ChildRun {
  undo.add(() => {
    run.child.kill("SIGTERM");
    return Promise.resolve();
  });
  return run;
}

async function prepareDatabase(prepared: PreparedEnv, undo: Undo): Promise<Record<string, string>> {
  const database = await step(
    "starting the database",
    () => openDatabase(prepared),
    ({ summary }) => summary,
  );
  undo.add(() => database.release());
  undo.add(watchDatabase(database));
  undo.check();
  await step(
    "migrating",
    () => applyMigrations(database.url),
    (names) => (names.length > 0 ? `${names.length} migrations applied` : "migrations current"),
  );
  undo.check();
  const variables = { ...prepared.variables, DATABASE_URL: database.url };
  if (prepared.checked.TOKENHALL_MODE === "demo") {
    const seed = stopWith(
      undo,
      runChild(["--import", "tsx", "scripts/db-seed.ts"], variables, (line) => say(`    ${line}`)),
    );
    await step(
      "filling the demo",
      () => seed.finished,
      () => "demo data ready",
    );
    undo.check();
  }
  return variables;
}

interface Addresses {
  webPort: number;
  gatewayPort: number;
  web: string;
  gateway: string;
}

async function chooseAddresses({ checked, variables }: PreparedEnv): Promise<Addresses> {
  const webPort = await choosePort(checked.PORT);
  const gatewayPort = await choosePort(checked.GATEWAY_PORT, [webPort]);
  for (const [name, wanted, got] of [
    ["PORT", checked.PORT, webPort],
    ["GATEWAY_PORT", checked.GATEWAY_PORT, gatewayPort],
  ] as const) {
    if (wanted !== got) say(`  ! ${name} ${wanted} is in use: taking ${got}`);
  }
  return {
    webPort,
    gatewayPort,
    web: variables["PUBLIC_URL"] ?? `http://localhost:${webPort}`,
    gateway: variables["PUBLIC_GATEWAY_URL"] ?? `http://localhost:${gatewayPort}`,
  };
}

function programs(env: Record<string, string>, { webPort, gatewayPort }: Addresses, dev: boolean): Program[] {
  const next = [
    "node_modules/next/dist/bin/next",
    dev ? "dev" : "start",
    "--hostname",
    "localhost",
    "--port",
    String(webPort),
  ];
  return [
    { name: "web", args: next, env, health: `http://localhost:${webPort}/api/health` },
    {
      name: "gateway",
      args: ["--import", "tsx", "lib/gateway/main.ts"],
      env,
      health: `http://localhost:${gatewayPort}/health`,
    },
    { name: "worker", args: ["--import", "tsx", "lib/jobs/main.ts"], env, health: null },
  ];
}

async function startPrograms(
  prepared: PreparedEnv,
  variables: Record<string, string>,
  at: Addresses,
  dev: boolean,
  undo: Undo,
) {
  const { DATA_DIR: dataDir } = prepared.checked;
  const env = {
    ...variables,
    NODE_ENV: dev ? "development" : "production",
    PORT: String(at.webPort),
    GATEWAY_PORT: String(at.gatewayPort),
    PUBLIC_URL: at.web,
    PUBLIC_GATEWAY_URL: at.gateway,
  };
  const supervised: Supervised[] = [];
  const note = () => {
    const children = supervised.flatMap(({ pid }) => (pid === null ? [] : [pid]));
    void noteRunning(dataDir, { pid: process.pid, web: at.web, gateway: at.gateway, children });
  };
  undo.add(async () => {
    await Promise.all(supervised.map((one) => one.stop()));
  });
  for (const program of programs(env, at, dev)) supervised.push(new Supervised(program, dataDir, note));
  note();
  await step(
    "starting web, gateway and worker",
    () => Promise.all(supervised.map((one) => one.ready())),
    () => "web, gateway and worker serve",
  );
}

async function start(dev: boolean, undo: Undo): Promise<boolean> {
  const began = systemMs();
  const prepared = prepareEnv({ NODE_ENV: dev ? "development" : "production" });
  const { checked } = prepared;
  say(`Tokenhall, ${checked.TOKENHALL_MODE} mode${dev ? ", development" : ""}; data in ${checked.DATA_DIR}`);
  const claimed = await claimDataDir(checked.DATA_DIR);
  if (claimed) {
    const where = claimed.web
      ? `at ${claimed.web} (gateway ${claimed.gateway}, process ${claimed.pid})`
      : `(process ${claimed.pid}), and not ready yet`;
    say(`\nTokenhall is running already ${where}.`);
    say("Stop it with Ctrl-C where it was started, or give this one its own DATA_DIR and PORT.");
    return false;
  }
  undo.add(() => forgetRunning(checked.DATA_DIR));
  undo.check();
  const at = await chooseAddresses(prepared);
  // Neither needs the other; on two cores a first start is shorter by the shorter of them.
  const build = dev ? Promise.resolve() : buildPages(prepared, undo);
  const [variables] = await Promise.all([prepareDatabase(prepared, undo), build]);
  undo.check();
  await startPrograms(prepared, variables, at, dev, undo);
  undo.check();
  await printWelcome({ mode: checked.TOKENHALL_MODE, dataDir: checked.DATA_DIR, web: at.web, gateway: at.gateway });
  say(`  Ready in ${((systemMs() - began) / 1000).toFixed(1)} s.`);
  return true;
}

async function buildPages({ checked, variables }: PreparedEnv, undo: Undo): Promise<void> {
  const env = { ...variables, DATABASE_URL: checked.DATABASE_URL };
  await step(
    "building the pages",
    () => buildWeb(env, (run) => stopWith(undo, run)),
    (built) => (built ? "pages built" : "pages are built"),
  );
}

function explain(error: unknown): string {
  if (error instanceof EnvError || error instanceof MigrationHistoryError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

/** Starts the product and keeps it running until a signal comes. */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const undo = new Undo();
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals > 2) process.exit(130);
    if (signals > 1) return;
    say("\nStopping …");
    void undo.run().then(() => {
      say("Stopped.");
      process.exit(0);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  try {
    if (!(await start(dev, undo))) process.exit(0);
  } catch (error) {
    if (error instanceof Interrupted || signals > 0) return;
    say(`\n  ✗ ${explain(error)}`);
    await undo.run();
    process.exit(1);
  }
}
