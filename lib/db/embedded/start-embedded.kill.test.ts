import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEmbedded } from "./start-embedded";

let dataDir: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  // 0700, as a home folder may be: as root this takes the user namespace.
  dataDir = mkdtempSync(path.join(tmpdir(), "embedded-"));
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  const database = await startEmbedded({ dataDir });
  await database.release();
  rmSync(dataDir, { recursive: true, force: true });
});

const HOLD = `
  import { startEmbedded } from "./lib/db/embedded/start-embedded.ts";
  const database = await startEmbedded({ dataDir: process.argv[1] });
  console.log("holding");
  setInterval(() => undefined, 1000);
  process.on("SIGTERM", () => database.release().then(() => process.exit(0)));`;

/** Another process that uses the database. */
function holdInAnotherProcess(): { child: ChildProcess; holding: Promise<void> } {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", HOLD, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const holding = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (data: Buffer) => {
      if (data.includes("holding")) resolve();
    });
    child.once("exit", () => reject(new Error("the holder ended")));
  });
  return { child, holding };
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(): number {
  return Number(readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

test("starts, keeps its password to itself, listens on loopback, and stops with its last user", async () => {
  const database = await startEmbedded({ dataDir });
  expect(database.attached).toBe(false);
  expect(statSync(path.join(dataDir, "postgres-password")).mode & 0o777).toBe(0o600);
  expect(
    await ask(
      database.url,
      "SELECT current_setting('listen_addresses') AS at, current_setting('timezone') AS zone, current_setting('server_encoding') AS encoding",
    ),
  ).toEqual([{ at: "127.0.0.1", zone: "UTC", encoding: "UTF8" }]);

  const other = holdInAnotherProcess();
  await other.holding;
  await database.release();
  expect(await database.isRunning()).toBe(true);
  other.child.kill("SIGTERM");
  await vi.waitFor(async () => expect(await database.isRunning()).toBe(false), { timeout: 20_000 });
  expect(existsSync(path.join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
});

test("after its starter is killed, the next start joins the server that is left, and owns it", async () => {
  const first = holdInAnotherProcess();
  await first.holding;
  first.child.kill("SIGKILL");
  await new Promise((resolve) => first.child.once("exit", resolve));

  const next = await startEmbedded({ dataDir });
  expect(next.attached).toBe(true);
  await next.release();
  expect(await next.isRunning()).toBe(false);
});

test("after starter and server are killed, the next start recovers what was committed, on the same port", async () => {
  const first = holdInAnotherProcess();
  await first.holding;
  const before = await startEmbedded({ dataDir });
  await ask(before.url, "CREATE TABLE kept (n integer); INSERT INTO kept VALUES (7)");
  first.child.kill("SIGKILL");
  process.kill(postmasterPid(), "SIGKILL");

  const after = await startEmbedded({ dataDir });
  expect(after.attached).toBe(false);
  expect(after.port).toBe(before.port);
  expect(await ask(after.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await after.release();
});

test("is not misled by what a restart of the machine leaves: a process number given again, a dead holder's lock", async () => {
  const first = await startEmbedded({ dataDir });
  await first.release();
  const stale = [process.pid, path.join(dataDir, "postgres"), 1, first.port].join("\n");
  writeFileSync(path.join(dataDir, "postgres", "postmaster.pid"), stale, { mode: 0o600 });
  const ended = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => ended.once("exit", resolve));
  writeFileSync(path.join(dataDir, "postgres.lock"), String(ended.pid));

  const next = await startEmbedded({ dataDir });
  expect(next.attached).toBe(false);
  await next.release();
});
