import { scopeCovers } from "./bucket";

/**
 * Plays the next months forward at a constant rate per model: each model's use takes the head of its own burn-down
 * order, so that a bucket limited to some models burns beside the others, as it will.
 */

const DAY_MS = 86_400_000;

export type ForecastBucket = {
  readonly id: string;
  readonly modelScope: readonly string[];
  readonly leftTokens: number;
  readonly startsAtMs: number;
  readonly expiresAtMs: number;
};

/** `modelCode` null is use that nobody broke down by model; only buckets for every model pay for it. */
export type Demand = { readonly modelCode: string | null; readonly tokensPerDay: number };

export type BucketForecast = {
  /** When it starts to be used; null when it never will be. */
  readonly startMs: number | null;
  /** When it is used up or expires, whichever comes first. */
  readonly endMs: number;
  readonly usedTokens: number;
  readonly unusedTokens: number;
};

export type BurnDownForecast = {
  readonly buckets: ReadonlyMap<string, BucketForecast>;
  /** The first instant at which some use finds no bucket; null when there is no use. */
  readonly runOut: { readonly atMs: number; readonly cause: "used" | "expired" } | null;
};

type Running = { bucket: ForecastBucket; left: number; startMs: number | null; endMs: number };

function isOpen(run: Running, atMs: number): boolean {
  return run.left > 0 && run.bucket.startsAtMs <= atMs && atMs < run.bucket.expiresAtMs;
}

function headFor(demand: Demand, runs: readonly Running[], atMs: number): Running | undefined {
  const { modelCode } = demand;
  return runs.find(
    (run) =>
      isOpen(run, atMs) &&
      (modelCode === null ? run.bucket.modelScope.length === 0 : scopeCovers(run.bucket.modelScope, modelCode)),
  );
}

/** Tokens per millisecond that each bucket loses right now, and whether some use is left without one. */
function drainAt(demands: readonly Demand[], runs: readonly Running[], atMs: number) {
  const drain = new Map<Running, number>();
  let unserved = false;
  for (const demand of demands) {
    const head = headFor(demand, runs, atMs);
    if (!head) unserved = true;
    else drain.set(head, (drain.get(head) ?? 0) + demand.tokensPerDay / DAY_MS);
  }
  return { drain, unserved };
}

/** The next instant at which anything about the drain can change. */
function nextTurn(runs: readonly Running[], drain: ReadonlyMap<Running, number>, atMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    if (run.left <= 0) continue;
    if (run.bucket.startsAtMs > atMs) next = Math.min(next, run.bucket.startsAtMs);
    else if (run.bucket.expiresAtMs > atMs) next = Math.min(next, run.bucket.expiresAtMs);
    const rate = drain.get(run);
    if (rate) next = Math.min(next, atMs + run.left / rate);
  }
  return next;
}

function advance(drain: ReadonlyMap<Running, number>, atMs: number, toMs: number): void {
  for (const [run, rate] of drain) {
    run.startMs ??= atMs;
    const emptyAtMs = atMs + run.left / rate;
    run.left -= rate * (toMs - atMs);
    // Decided by the instant, not by the difference: floating-point dust must not keep a bucket open for ever.
    if (emptyAtMs <= toMs || run.left < 0.5) {
      run.left = 0;
      run.endMs = toMs;
    }
  }
}

/** `buckets` in burn-down order. */
export function forecastBurnDown(
  buckets: readonly ForecastBucket[],
  demands: readonly Demand[],
  nowMs: number,
): BurnDownForecast {
  const wanted = demands.filter((demand) => demand.tokensPerDay > 0);
  const runs: Running[] = buckets.map((bucket) => ({
    bucket,
    left: bucket.leftTokens,
    startMs: null,
    endMs: bucket.expiresAtMs,
  }));
  let runOut: BurnDownForecast["runOut"] = null;
  let atMs = nowMs;
  while (atMs < Number.POSITIVE_INFINITY) {
    const { drain, unserved } = drainAt(wanted, runs, atMs);
    if (unserved && !runOut) {
      const expiredNow = runs.some((run) => run.left > 0 && run.bucket.expiresAtMs === atMs);
      runOut = { atMs, cause: expiredNow ? "expired" : "used" };
    }
    const nextMs = nextTurn(runs, drain, atMs);
    if (nextMs < Number.POSITIVE_INFINITY) advance(drain, atMs, nextMs);
    atMs = nextMs;
  }
  const forecasts = runs.map((run): [string, BucketForecast] => {
    const unusedTokens = Math.floor(run.left);
    const usedTokens = run.bucket.leftTokens - unusedTokens;
    return [run.bucket.id, { startMs: run.startMs, endMs: run.endMs, usedTokens, unusedTokens }];
  });
  return { buckets: new Map(forecasts), runOut };
}
