import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { dbPool } from "@/lib/db/client";

/** So many in so long. */
export interface Allowance {
  points: number;
  seconds: number;
}

type Pool = ReturnType<typeof dbPool>;

// Limiters hold their pool, and a closed pool is replaced by another.
const limitersOf = new WeakMap<Pool, Map<string, RateLimiterPostgres>>();

function limiter(scope: string, { points, seconds }: Allowance): RateLimiterPostgres {
  const pool = dbPool();
  const limiters = limitersOf.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limitersOf.set(pool, limiters);
  const keyPrefix = `${scope}/${points}/${seconds}`;
  const known = limiters.get(keyPrefix);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration: seconds,
  });
  limiters.set(keyPrefix, made);
  return made;
}

function secondsUntil(result: RateLimiterRes): number {
  return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
}

/** Takes one of an allowance, by the system clock and across all processes. Null when granted, else the seconds to wait. */
export async function takeAllowance(scope: string, key: string, allowance: Allowance): Promise<number | null> {
  try {
    await limiter(scope, allowance).consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return secondsUntil(error);
    throw error;
  }
}

/** Seconds to wait when an allowance is used up, without taking from it; null while some is left. */
export async function spentAllowance(scope: string, key: string, allowance: Allowance): Promise<number | null> {
  const result = await limiter(scope, allowance).get(key);
  return result && result.consumedPoints >= allowance.points ? secondsUntil(result) : null;
}

/** Counts one failure; the one that uses the allowance up closes the key for a while. */
export async function countFailure(
  scope: string,
  key: string,
  allowance: Allowance,
  closedSeconds: number,
): Promise<void> {
  const result = await limiter(scope, allowance).penalty(key);
  if (result.consumedPoints >= allowance.points) await limiter(scope, allowance).block(key, closedSeconds);
}
