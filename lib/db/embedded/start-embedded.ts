import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { systemMs } from "@/lib/time/clock";
import { choosePlacement, type Placement } from "./choose-placement";
import { EMBEDDED_DATABASE, EMBEDDED_USER, embeddedFiles, type EmbeddedFiles } from "./embedded-files";
import { addUser, removeUser } from "./embedded-users";
import { findBinaries } from "./find-binaries";
import { freePort } from "./free-port";
import { holdLock, isAlive } from "./hold-lock";
import { clusterPassword, ensureCluster, lastWords, spawnServer } from "./run-postgres";

/** Recovery after an unclean stop replays at most one checkpoint's log. */
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;

export interface EmbeddedDatabase {
  url: string;
  port: number;
  /** True when the server ran already and this process only uses it. */
  attached: boolean;
  /** What a person should know about where the data lies. */
  notice: string | null;
  /** Whether the server's process is there. */
  isRunning(): Promise<boolean>;
  /** Ends this process's use. The last user stops the server. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** False for tests: faster, and loses data with the machine's power. */
  durable?: boolean;
}

interface Postmaster {
  pid: number;
  port: number;
}

/** What a running or killed server wrote about itself. */
async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  // No file: no server, and none was killed.
  const text = await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  const lines = text?.split("\n") ?? [];
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]) } : null;
}

/** Whether the process of that number is a PostgreSQL of this cluster: numbers are given again after a restart of the machine. */
async function isOurs(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Where there is no /proc, a process of that number is taken for ours.
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return command === null || command.split("\0").includes(cluster);
}

function urlOf(files: EmbeddedFiles, port: number, database: string): string {
  return `postgres://${EMBEDDED_USER}:${clusterPassword(files)}@127.0.0.1:${port}/${database}`;
}

/** Null when the server answers, and otherwise what it or the network said. */
async function whyUnreachable(url: string): Promise<Error | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that closes the connection while it starts also raises this event.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    // Closing what never opened; the reason was returned above.
    await client.end().catch(() => undefined);
  }
}

async function waitUntilReachable(url: string, isGone: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = systemMs() + START_PATIENCE_MS;
  while (systemMs() < deadline) {
    if (!(await whyUnreachable(url))) return true;
    if (await isGone()) return false;
    await delay(50);
  }
  return false;
}

/** Uses the server that runs already, if one does. Clears away what a killed one left. */
async function attach(placement: Placement, files: EmbeddedFiles): Promise<number | null> {
  const found = await readPostmaster(placement.cluster);
  if (!found) return null;
  const gone = async () => !(await isOurs(found.pid, placement.cluster));
  if (!(await gone()) && (await waitUntilReachable(urlOf(files, found.port, "postgres"), gone))) return found.port;
  if (!(await gone())) {
    throw new Error(
      `PostgreSQL (process ${found.pid}) runs on port ${found.port} but does not answer:\n${lastWords(files)}`,
    );
  }
  await rm(path.join(placement.cluster, "postmaster.pid"), { force: true });
  return null;
}

async function launch(placement: Placement, files: EmbeddedFiles, durable: boolean): Promise<number> {
  await ensureCluster(placement, files);
  // The first start has no earlier port to keep.
  const known = await readFile(files.state, "utf8").catch(() => "{}");
  const port = await freePort(Number(/"port":\s*(\d+)/.exec(known)?.[1] ?? 0));
  // The children of a killed server may need a moment to notice; until then a new one cannot start.
  for (let attempt = 1; ; attempt += 1) {
    const server = spawnServer(placement, files, port, durable);
    const failure = new Promise<Error>((resolve) => server.once("error", resolve));
    const gone = () => server.exitCode !== null || server.signalCode !== null || server.pid === undefined;
    if (await waitUntilReachable(urlOf(files, port, "postgres"), gone)) return port;
    if (server.pid === undefined) throw await failure;
    if (attempt === 5) throw new Error(`PostgreSQL did not start:\n${lastWords(files)}`);
    await delay(500 * attempt);
  }
}

async function ensureDatabase(files: EmbeddedFiles, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(files, port, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED_DATABASE} TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stopServer(cluster: string): Promise<void> {
  const running = await readPostmaster(cluster);
  if (!running || !(await isOurs(running.pid, cluster))) return;
  process.kill(running.pid, "SIGINT");
  const deadline = systemMs() + STOP_PATIENCE_MS;
  while (await isOurs(running.pid, cluster)) {
    if (systemMs() > deadline) throw new Error(`PostgreSQL (process ${running.pid}) does not stop.`);
    await delay(25);
  }
}

/**
 * Starts the embedded PostgreSQL of a DATA_DIR, or uses it where it runs already, and sees to its database. Safe against
 * other processes doing the same, and against whatever a killed process or a power cut left behind.
 */
export async function startEmbedded({ dataDir, durable = true }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const files = embeddedFiles(dataDir);
  await mkdir(files.root, { recursive: true });
  const placement = choosePlacement(await findBinaries(), files);
  return holdLock(files.lock, async () => {
    const running = await attach(placement, files);
    const port = running ?? (await launch(placement, files, durable));
    await ensureDatabase(files, port);
    await addUser(files.users);
    const state = {
      port,
      host: "127.0.0.1",
      user: EMBEDDED_USER,
      database: EMBEDDED_DATABASE,
      cluster: placement.cluster,
    };
    await writeFile(files.state, `${JSON.stringify(state, null, 2)}\n`);
    return {
      url: urlOf(files, port, EMBEDDED_DATABASE),
      port,
      attached: running !== null,
      notice: placement.notice,
      isRunning: async () => {
        const found = await readPostmaster(placement.cluster);
        return found !== null && isOurs(found.pid, placement.cluster);
      },
      release: () =>
        holdLock(files.lock, async () => {
          if (await removeUser(files.users)) await stopServer(placement.cluster);
        }),
    };
  });
}
