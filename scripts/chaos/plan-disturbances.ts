import type { Prng } from "./prng";

export const NODES = 3;

/** Something that happens to the product while it serves. `turn` is a number from 0 to below 1 that picks whom. */
export type Disturbance = { atMs: number } & (
  | { kind: "kill-gateway"; node: number; downMs: number }
  | { kind: "stop-gateway"; node: number; downMs: number }
  /** Stopped in its tracks for longer than its lease, and then it goes on as if nothing had been. */
  | { kind: "pause-gateway"; node: number; forMs: number }
  | { kind: "kill-worker"; downMs: number }
  | { kind: "kill-reports"; downMs: number }
  | { kind: "restart-database"; how: "immediate" | "fast"; downMs: number }
  | { kind: "change-weights"; turn: number; percent: number }
  | { kind: "change-price"; percent: number }
  | { kind: "move-clock"; seconds: number }
  | { kind: "buy"; turn: number; code: "pack-5m" | "payg" }
  | { kind: "grant"; turn: number; tokens: number; validSeconds: number; scoped: boolean }
  | { kind: "freeze"; turn: number; forMs: number }
  | { kind: "revoke"; turn: number }
);

/** So long a lease lasts, and somewhat more: who was away this long has lost it. */
const BEYOND_LEASE_MS = 18_000;

/** All that will happen in a run of so many seconds, in order of time. The same seed makes the same plan. */
export function planDisturbances(chance: Prng, seconds: number): Disturbance[] {
  const isLong = seconds >= 120;
  const downMs = (source: Prng) => source.integer(100, 3_000);
  const node = (source: Prng) => source.integer(0, NODES - 1);
  const plan: Disturbance[] = [];
  const add = (every: number, least: number, make: (source: Prng, atMs: number, index: number) => Disturbance) => {
    const count = Math.max(least, Math.round(seconds / every));
    const source = chance.fork(String(plan.length) + String(every));
    for (let index = 0; index < count; index += 1)
      // Spread over the run: what is rare in a short one does not fall on one moment.
      plan.push(make(source, Math.round((0.08 + (0.84 * (index + source.next())) / count) * seconds * 1_000), index));
  };
  add(15, 2, (source, atMs) => ({ atMs, kind: "kill-gateway", node: node(source), downMs: downMs(source) }));
  add(60, 1, (source, atMs) => ({ atMs, kind: "stop-gateway", node: node(source), downMs: downMs(source) }));
  add(isLong ? 100 : Number.POSITIVE_INFINITY, 0, (source, atMs) => ({
    atMs,
    kind: "pause-gateway",
    node: node(source),
    forMs: BEYOND_LEASE_MS + source.integer(0, 4_000),
  }));
  add(40, 1, (source, atMs) => ({ atMs, kind: "kill-worker", downMs: downMs(source) }));
  add(25, 1, (source, atMs) => ({ atMs, kind: "kill-reports", downMs: downMs(source) }));
  add(75, 2, (source, atMs, index) => ({
    atMs,
    kind: "restart-database",
    how: index % 2 === 0 ? "immediate" : "fast",
    // Now and then it is away for longer than every lease.
    downMs: isLong && index % 4 === 3 ? BEYOND_LEASE_MS : source.integer(0, 4_000),
  }));
  add(10, 3, (source, atMs) => ({
    atMs,
    kind: "change-weights",
    turn: source.next(),
    percent: source.pick([-30, -10, -5, 5, 10, 25]),
  }));
  add(60, 1, (source, atMs) => ({ atMs, kind: "change-price", percent: source.pick([-10, 5, 10]) }));
  add(20, 2, (source, atMs) => ({ atMs, kind: "move-clock", seconds: source.pick([60, 900, 3_600, 6 * 3_600]) }));
  add(3, 5, (source, atMs) => ({ atMs, kind: "buy", turn: source.next(), code: source.pick(["pack-5m", "payg"]) }));
  add(0.7, 20, (source, atMs) => ({
    atMs,
    kind: "grant",
    turn: source.next(),
    tokens: source.pick([200, 1_000, 5_000, 50_000]),
    validSeconds: source.pick([2, 5, 15, 60, 3_600]),
    scoped: source.chance(0.3),
  }));
  add(8, 3, (source, atMs) => ({ atMs, kind: "freeze", turn: source.next(), forMs: source.integer(2_000, 6_000) }));
  add(6, 4, (source, atMs) => ({ atMs, kind: "revoke", turn: source.next() }));
  return plan.sort((a, b) => a.atMs - b.atMs);
}
