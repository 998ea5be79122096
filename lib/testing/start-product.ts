import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@/lib/db/embedded/free-port";

export interface Product {
  web: string;
  gateway: string;
  dataDir: string;
  /** The starter's process. */
  pid: number;
  stop(): Promise<void>;
}

const START_PATIENCE_MS = 300_000;

export interface ProductOptions {
  env: Record<string, string | undefined>;
  /** An earlier product's data; without it a fresh one that is removed at the end. */
  dataDir?: string;
  onLine?: (line: string) => void;
}

/** Starts the product as a person would, with its own data and on free ports, and waits until it is ready. */
export async function startProduct({ env, dataDir, onLine }: ProductOptions): Promise<Product> {
  mkdirSync(".data", { recursive: true });
  const folder = dataDir ?? mkdtempSync(path.resolve(".data/product-"));
  const [webPort, gatewayPort] = [await freePort(), await freePort()];
  const { DATABASE_URL: _database, PUBLIC_URL: _web, PUBLIC_GATEWAY_URL: _gateway, ...rest } = env;
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    // A test's own settings, such as its placeholder address, are not the product's.
    env: {
      ...rest,
      NODE_ENV: "production",
      TOKENHALL_MODE: "demo",
      LOG_LEVEL: "info",
      DATA_DIR: folder,
      PORT: String(webPort),
      GATEWAY_PORT: String(gatewayPort),
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Not ready in time:\n${said.join("\n")}`)), START_PATIENCE_MS);
    const hear = (line: string) => {
      said.push(line);
      onLine?.(line);
      if (line !== "Tokenhall is ready") return;
      clearTimeout(late);
      resolve();
    };
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", hear);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`The start ended with ${code}:\n${said.join("\n")}`));
    });
  });
  const running: unknown = JSON.parse(readFileSync(path.join(folder, "running.json"), "utf8"));
  const { web, gateway } = addresses(running);
  return {
    web,
    gateway,
    dataDir: folder,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      if (!dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addresses(running: unknown): { web: string; gateway: string } {
  if (typeof running !== "object" || running === null) throw new TypeError("running.json is not an object");
  const web = "web" in running ? running.web : null;
  const gateway = "gateway" in running ? running.gateway : null;
  if (typeof web !== "string" || typeof gateway !== "string") throw new TypeError("running.json has no addresses");
  return { web, gateway };
}
