import { readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { holdLock, isAlive } from "@/lib/db/embedded/hold-lock";

const Running = z.object({
  pid: z.number(),
  /** Null until the addresses are chosen. */
  web: z.string().nullable(),
  gateway: z.string().nullable(),
  /** The processes that one started. */
  children: z.array(z.number()),
});

/** The product that serves a DATA_DIR. */
export type Running = z.infer<typeof Running>;

function fileOf(dataDir: string): string {
  return path.join(dataDir, "running.json");
}

/** Numbers of processes are given again: is this one still a Node program of ours? */
function isNode(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("start.mjs") || command.includes("exit-with-parent") || command.startsWith("next-server");
  } catch {
    // No /proc on this system: the number has to do.
    return true;
  }
}

async function read(dataDir: string): Promise<Running | null> {
  // No file: nothing was started here, or it was stopped in order.
  const text = await readFile(fileOf(dataDir), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = Running.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** The product that runs on this DATA_DIR now, if one does. */
export async function findRunning(dataDir: string): Promise<Running | null> {
  const found = await read(dataDir);
  return found && found.pid !== process.pid && isNode(found.pid) ? found : null;
}

/** Takes the DATA_DIR for this process. Answers with the running product instead when there is one. Ends what a killed one left. */
export async function claimDataDir(dataDir: string): Promise<Running | null> {
  return holdLock(path.join(dataDir, "running.lock"), async () => {
    const running = await findRunning(dataDir);
    if (running) return running;
    for (const pid of (await read(dataDir))?.children ?? []) if (isNode(pid)) process.kill(pid, "SIGKILL");
    await noteRunning(dataDir, { pid: process.pid, web: null, gateway: null, children: [] });
    return null;
  });
}

let writing: Promise<void> = Promise.resolve();

/** Writes down what runs here now: one after the other and whole, so that a reader never sees half of it. */
export function noteRunning(dataDir: string, running: Running): Promise<void> {
  const aside = `${fileOf(dataDir)}.${process.pid}`;
  const write = async () => {
    await writeFile(aside, `${JSON.stringify(running, null, 2)}\n`);
    await rename(aside, fileOf(dataDir));
  };
  writing = writing.then(write, write);
  return writing;
}

/** Says that nothing runs here any more. */
export async function forgetRunning(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true });
}
