import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "@/lib/db/embedded/free-port";
import { isAlive } from "@/lib/db/embedded/hold-lock";
import { choosePort } from "./choose-port";
import { claimDataDir, findRunning, forgetRunning } from "./running-file";
import { Supervised } from "./supervise";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "supervise-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function server(port: number) {
  const code = `require("http").createServer((q, s) => s.end("ok")).listen(${port}, "127.0.0.1")`;
  return { name: "probe", args: ["-e", code], env: {}, health: `http://127.0.0.1:${port}/` };
}

test("a killed program is started again; a stopped one stays stopped", async () => {
  const port = await freePort();
  const supervised = new Supervised(server(port), dataDir, () => undefined);
  await supervised.ready();
  const first = supervised.pid ?? 0;
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(supervised.pid).not.toBeOneOf([null, first]), { timeout: 10_000 });
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200), {
    timeout: 10_000,
  });
  await supervised.stop();
  expect(supervised.pid).toBeNull();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test("a program that cannot start fails with its own words", async () => {
  const broken = {
    name: "broken",
    args: ["-e", 'throw new Error("no such luck")'],
    env: {},
    health: "http://127.0.0.1:1/",
  };
  const supervised = new Supervised(broken, dataDir, () => undefined);
  await expect(supervised.ready()).rejects.toThrow(/broken does not start[\s\S]*no such luck/);
  await supervised.stop();
});

test("a program ends with a starter that was killed", async () => {
  const starter = spawn(
    process.execPath,
    [
      "-e",
      `const { spawn } = require("child_process");
       const child = spawn(process.execPath, ["--import", "./scripts/start/exit-with-parent.mjs", "-e", "setInterval(() => 0, 1000)"], { stdio: "pipe", detached: true, env: { ...process.env, TOKENHALL_ENDS_WITH_STARTER: "1" } });
       console.log(child.pid); setInterval(() => 0, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const pid = await new Promise<number>((resolve) =>
    starter.stdout.once("data", (data: Buffer) => resolve(Number(data))),
  );
  expect(isAlive(pid)).toBe(true);
  starter.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
});

test("a data folder is one product's; a dead product's is free", async () => {
  expect(await claimDataDir(dataDir)).toBeNull();
  expect(JSON.parse(readFileSync(path.join(dataDir, "running.json"), "utf8"))).toMatchObject({ pid: process.pid });
  expect(await findRunning(dataDir)).toBeNull();
  await forgetRunning(dataDir);
});

test("a port in use gives way to the next free one", async () => {
  const port = await freePort();
  const supervised = new Supervised(server(port), dataDir, () => undefined);
  await supervised.ready();
  expect(await choosePort(port)).toBeGreaterThan(port);
  expect(await choosePort(port, [port + 1])).toBeGreaterThan(port + 1);
  await supervised.stop();
});
