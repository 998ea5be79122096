import { z } from "zod";
import { BUSINESS_CLOCK_CHANNEL } from "@/lib/db/business-clock";
import { inSqlTransaction, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { addDays, shanghaiDay } from "@/lib/time/calendar";
import { businessTimeAt, setBusinessOffset } from "@/lib/time/clock";

const LONGEST_JUMP_SECONDS = 400 * 86_400;
const FARTHEST_AHEAD_MS = 20 * 366 * 86_400_000;

export const AdvanceClockInput = z.strictObject({
  advanceSeconds: z.coerce.number().int().min(1).max(LONGEST_JUMP_SECONDS),
});

const Offset = z.object({ offset_ms: z.coerce.number() });

/**
 * Moves the business clock forward, never back, for every process at once: the offset is stored and announced in one
 * transaction, which also makes the usage partitions of the days around the new instant. The announcement wakes the worker.
 * Open to everyone behind `demoOnly()`.
 */
export async function advanceClock(
  _ctx: RequestContext,
  input: z.output<typeof AdvanceClockInput>,
): Promise<{ now: string; offsetSeconds: number }> {
  const offsetMs = await inSqlTransaction(async (sql) => {
    const [before] = await queryRows(sql, Offset, "SELECT offset_ms FROM business_clock WHERE id = 1 FOR UPDATE");
    const beforeMs = before?.offset_ms ?? 0;
    const afterMs = Math.min(beforeMs + input.advanceSeconds * 1000, FARTHEST_AHEAD_MS);
    // Another process may have moved the clock since this one last heard: the stored offset counts.
    const today = shanghaiDay(businessTimeAt(afterMs));
    await sql("SELECT create_usage_partitions($1::date, $2::date)", [addDays(today, -1), addDays(today, 7)]);
    await sql("UPDATE business_clock SET offset_ms = $1::bigint WHERE id = 1", [afterMs]);
    await sql("SELECT pg_notify($1, $2)", [BUSINESS_CLOCK_CHANNEL, String(afterMs)]);
    return afterMs;
  });
  setBusinessOffset(offsetMs);
  return { now: businessTimeAt(offsetMs).toISOString(), offsetSeconds: Math.floor(offsetMs / 1000) };
}
