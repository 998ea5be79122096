import { CELLS } from "@/lib/ids/cell";
import { settleReceived } from "@/lib/ingestion/settle-received";
import { type IngestedRow, readReceived } from "@/lib/ingestion/store";
import { toInstant } from "@/lib/time/calendar";

/** Long enough for the request that claimed an event to settle it itself. */
const GRACE_MS = 60_000;
/** Of one cell in one run; the next run takes more. */
const AT_ONCE = 500;

/**
 * Charges what a killed process had claimed and not settled. Safe to run twice, and twice at once. One event that fails holds
 * up no other; it is tried again by the next run. Returns how many are finished.
 */
export async function finishReceived(at: Date): Promise<number> {
  const before = toInstant(at.getTime() - GRACE_MS);
  const failures: unknown[] = [];
  let finished = 0;
  for (const cell of CELLS) {
    const rows = await readReceived(cell, before, AT_ONCE);
    if (rows.length === 0) continue;
    const failed = await finishTogether(rows, at);
    failures.push(...failed);
    finished += rows.length - failed.length;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} received events are not settled`);
  return finished;
}

/** All at once, and where that fails one by one. Returns what went wrong. */
async function finishTogether(rows: readonly IngestedRow[], at: Date): Promise<unknown[]> {
  const failures: unknown[] = [];
  try {
    await settleReceived(rows, at);
    return failures;
  } catch (error) {
    if (rows.length === 1) return [error];
  }
  for (const row of rows) failures.push(...(await finishTogether([row], at)));
  return failures;
}
