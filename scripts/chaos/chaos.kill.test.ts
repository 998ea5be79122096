import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

const SEED = 20_261_124;
const MINUTES = 0.7;
/** Starting, coming to rest and proving take longer than the load, and a busy machine takes longer for all of it. */
const PATIENCE_MS = 330_000;

it(
  `nothing is lost, counted twice or overdrawn in ${MINUTES * 60} s of chaos (seed ${SEED})`,
  async () => {
    const args = ["--import", "tsx", "scripts/chaos.ts", "--minutes", String(MINUTES), "--seed", String(SEED)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    // Told to stop, it takes its processes and its database with it.
    const late = setTimeout(() => child.kill("SIGTERM"), PATIENCE_MS - 30_000);
    const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
    clearTimeout(late);
    const result: unknown = JSON.parse(said.trim().split("\n").at(-1) ?? "");
    expect(result).toMatchObject({ problems: [], ok: true, seed: SEED, lost_events: 0, double_charges: 0 });
    expect(result).toMatchObject({ audit_differences: 0, overdrawn: 0, caps_passed: 0 });
    expect(child.exitCode).toBe(0);
  },
  PATIENCE_MS,
);
