import type { Allowance } from "@/lib/auth/rate-limit";
import { toInstant } from "@/lib/time/calendar";

/** Five failed tries close an account for fifteen minutes, by the system clock. */
const FAILED_TRIES = 5;
export const LOCK_SECONDS = 900;

/** The same for an address that belongs to nobody, so that a lock does not tell who exists. */
export const UNKNOWN_EMAIL: Allowance = { points: FAILED_TRIES, seconds: 86_400 };

/** What one browser address may try, whichever accounts it names. */
export const TRIES_PER_ADDRESS: Allowance = { points: 300, seconds: LOCK_SECONDS };

/** The row after one more failed try: the fifth starts the lock and the count begins again. */
export function afterFailedTry(failedTries: number, at: Date): { failedTries: number; lockedUntil: Date | null } {
  const failed = failedTries + 1;
  if (failed < FAILED_TRIES) return { failedTries: failed, lockedUntil: null };
  return { failedTries: 0, lockedUntil: toInstant(at.getTime() + LOCK_SECONDS * 1000) };
}

/** Seconds until a lock ends; null when there is none. */
export function lockedSeconds(lockedUntil: Date | null, at: Date): number | null {
  const left = lockedUntil ? lockedUntil.getTime() - at.getTime() : 0;
  return left > 0 ? Math.ceil(left / 1000) : null;
}
