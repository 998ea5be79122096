import { readFileSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { systemMs } from "@/lib/time/clock";

/** As long as the longest work done under a lock takes on a slow machine: a build. */
const PATIENCE_MS = 300_000;

/** Linux keeps the number of a dead process whose parent never asked for it; in a container that can be for ever. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    // No /proc on this system, or the process has just gone: the signal below tells.
    return false;
  }
}

/** Whether a process of this number runs here. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Somebody else's process: alive, though not ours to signal.
    return error instanceof Error && "code" in error && error.code === "EPERM" && !isZombie(pid);
  }
}

async function holderOf(file: string): Promise<number | null> {
  // Gone between the look and the reading: nobody holds it.
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : Number(text);
}

async function tryTake(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A lock whose holder was killed is moved aside first: of two that find it, one succeeds. */
async function breakDead(file: string, holder: number): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    // Another finder may have taken the lock in between: then it is put back.
    const moved = await holderOf(aside);
    if (moved !== null && moved !== holder) await rename(aside, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  await rm(aside, { force: true });
}

/** Runs `work` while no other process on this machine holds the lock file. Survives a holder that was killed. */
export async function holdLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  const deadline = systemMs() + PATIENCE_MS;
  while (!(await tryTake(file))) {
    const holder = await holderOf(file);
    // An empty file is one that is being written just now.
    if (holder !== null && holder !== 0 && !isAlive(holder)) await breakDead(file, holder);
    else if (systemMs() > deadline)
      throw new Error(`Process ${holder} holds ${file} and does not let go; stop it or remove the file.`);
    else await delay(50);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
