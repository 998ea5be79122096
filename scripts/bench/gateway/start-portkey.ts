import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "@/lib/db/embedded/free-port";
import { env } from "@/lib/env/env";

const PACKAGE = "@portkey-ai/gateway";
const VERSION = "1.15.2";
/** With the versions of its web server since 1.14 it answers every stream with 500 (its issue 1389). */
const WEB_SERVER = { "@hono/node-server": "1.13.8" };

/** Portkey's gateway in a process of its own; installed on first use, beside the benchmark's folder, and kept for the next run. */
export async function startPortkey(): Promise<{ port: number; pid: number; stop(): Promise<void> }> {
  const home = path.resolve(env().DATA_DIR, "..", `bench-portkey-${VERSION}`);
  const start = path.join(home, "node_modules", PACKAGE, "build", "start-server.js");
  if (!existsSync(start)) {
    mkdirSync(home, { recursive: true });
    const wanted = { private: true, dependencies: { [PACKAGE]: VERSION }, overrides: WEB_SERVER };
    writeFileSync(path.join(home, "package.json"), JSON.stringify(wanted));
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: home,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  const port = await freePort();
  const log = openSync(path.join(env().DATA_DIR, "portkey.log"), "a");
  const child = spawn(process.execPath, [start, `--port=${port}`, "--headless"], {
    cwd: home,
    env: { NODE_ENV: "production", PATH: path.dirname(process.execPath), TRUSTED_CUSTOM_HOSTS: "127.0.0.1,localhost" },
    stdio: ["ignore", log, log],
  });
  // It does not notice that its parent is gone.
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await untilItListens(port, child);
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Portkey ended with ${child.exitCode}`);
    if (await answers(port)) return;
    await delay(50);
  }
  throw new Error("Portkey does not listen");
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const tell = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => tell(true));
    socket.once("error", () => tell(false));
  });
}
