import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

interface Running {
  parent: number;
  usedMs: number;
}

/** What /proc tells of a process; null where there is no such process, or no /proc. */
function readProcess(pid: number): Running | null {
  try {
    // The name, in brackets, may hold anything; figures follow the last bracket.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const figures = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(figures[1]), usedMs: (Number(figures[11]) + Number(figures[12])) * TICK_MS };
  } catch {
    return null;
  }
}

/** Processor time that a process has used so far, in milliseconds. Zero where that cannot be told. */
export function processorMsOf(pid: number): number {
  return readProcess(pid)?.usedMs ?? 0;
}

/** The same of all of PostgreSQL's processes, when it runs on this machine. */
export async function processorMsOfDatabase(): Promise<number> {
  const [backend] = await queryRows(poolSql, z.object({ pid: z.int() }), "SELECT pg_backend_pid() AS pid");
  const parent = backend && readProcess(backend.pid)?.parent;
  if (!parent) return 0;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((found) => found?.parent === parent)
    .reduce((sum, found) => sum + (found?.usedMs ?? 0), 0);
}
