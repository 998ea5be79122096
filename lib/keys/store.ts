import { z } from "zod";
import { queryRows, type Sql } from "@/lib/db/sql";
import { firstOfMonth, type KeySpend } from "@/lib/keys/key-limits";
import { shanghaiDay } from "@/lib/time/calendar";

/** Limits per minute count by the database's clock, which all nodes share: it is about load, not about business time. */
export const THIS_MINUTE = "date_trunc('minute', now())";
/** Milliseconds until that minute ends, as of when the row is read and not when the statement began. */
export const MINUTE_LASTS_MS = `extract(epoch FROM ${THIS_MINUTE} + interval '1 minute' - clock_timestamp()) * 1000`;

/** Sums of the daily roll-up: what a key was charged is what its calls cost less what nobody could be charged for. */
const SPENT = `
  coalesce(sum(plan_tokens - shortfall_tokens) FILTER (WHERE day = $3::date), 0) AS today,
  coalesce(sum(plan_tokens - shortfall_tokens) FILTER (WHERE day BETWEEN $4::date AND $3::date), 0) AS month,
  coalesce(sum(plan_tokens - shortfall_tokens), 0) AS total`;

const Amount = z.coerce.number();
const Sums = z.object({ key_id: z.string(), today: Amount, month: Amount, total: Amount });

/** What the keys of an account were charged, as of an instant; those never used are missing. One key when it is named. */
export async function readKeySpend(
  sql: Sql,
  { cell, accountId, keyId }: { cell: number; accountId: string; keyId: string | null },
  at: Date,
): Promise<Map<string, KeySpend>> {
  const today = shanghaiDay(at);
  const rows = await queryRows(
    sql,
    Sums,
    `SELECT key_id, ${SPENT} FROM usage_daily
      WHERE cell = $1::smallint AND account_id = $2::uuid AND ($5::uuid IS NULL OR key_id = $5::uuid) GROUP BY key_id`,
    [cell, accountId, today, firstOfMonth(today), keyId],
  );
  return new Map(
    rows.map((row) => [row.key_id, { todayTokens: row.today, monthTokens: row.month, totalTokens: row.total }]),
  );
}
