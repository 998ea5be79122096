import { toInstant } from "@/lib/time/calendar";

/** How long a sign-in lasts, by the system clock. */
const CUSTOMER_SLIDING_MS = 30 * 86_400_000;
const STAFF_IDLE_MS = 30 * 60_000;
const STAFF_LONGEST_MS = 8 * 3_600_000;

/** Last use is written at most this often, so that reading a page does not mean writing a row. */
const SEEN_EVERY_MS = 60_000;

/** A customer's session ends this long after its last use. */
export function customerSessionEnd(lastSeenAt: Date): Date {
  return toInstant(lastSeenAt.getTime() + CUSTOMER_SLIDING_MS);
}

/** A staff session ends at this instant, whatever happens in it. */
export function staffSessionEnd(createdAt: Date): Date {
  return toInstant(createdAt.getTime() + STAFF_LONGEST_MS);
}

/** A staff session last used before this instant is over. */
export function staffIdleSince(at: Date): Date {
  return toInstant(at.getTime() - STAFF_IDLE_MS);
}

/** Whether the last use should be written again. */
export function isSeenStale(lastSeenAt: Date, at: Date): boolean {
  return at.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS;
}
