import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf, showId } from "@/lib/ids/ids";
import { addDays, startOfShanghaiDay } from "@/lib/time/calendar";
import { partitionDay } from "@/lib/usage/partition-day";
import { requireSpan } from "@/lib/usage/require-span";
import { type UsageCall, UsageSpan } from "@/lib/usage/usage";

export const FindUsageCallsInput = UsageSpan.extend({
  model: z.string().max(80).optional(),
  /** The last call of the page before; the next page begins after it. */
  after: idOf("evt").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const Row = z.object({
  id: z.string(),
  occurred_at: z.date(),
  model_code: z.string(),
  key_name: z.string(),
  input_tokens: z.coerce.number(),
  output_tokens: z.coerce.number(),
  plan_tokens: z.coerce.number(),
});

export interface UsageCallPage {
  calls: UsageCall[];
  /** Pass as `after` for the next page; null on the last. */
  next: string | null;
}

/** When the call happened that a page ended with. Throws NOT_FOUND for a call that is not the account's. */
async function instantOf(cell: number, accountId: string, eventId: string): Promise<Date> {
  const [row] = await queryRows(
    poolSql,
    z.object({ occurred_at: z.date() }),
    "SELECT occurred_at FROM usage_event WHERE cell = $1 AND day = $2::date AND id = $3 AND account_id = $4",
    [cell, partitionDay(eventId), eventId, accountId],
  );
  if (!row) throw new AppError("NOT_FOUND");
  return row.occurred_at;
}

/** The account's calls over a span of days, newest first, in pages. Calls of one instant keep one order, so no page repeats or drops one. */
export async function findUsageCalls(
  ctx: RequestContext,
  input: z.output<typeof FindUsageCallsInput>,
): Promise<UsageCallPage> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  requireSpan(input);
  const after = input.after ? { id: input.after, at: await instantOf(cell, accountId, input.after) } : null;
  // No upper bound on `day`: an ingested event keeps its time but has a later id, and with it a later partition.
  const rows = await queryRows(
    poolSql,
    Row,
    `SELECT e.id, e.occurred_at, e.model_code, coalesce(k.name, '') AS key_name, e.input_tokens, e.output_tokens, e.plan_tokens
       FROM usage_event e LEFT JOIN api_key k ON k.cell = e.cell AND k.id = e.key_id
      WHERE e.cell = $1 AND e.account_id = $2 AND e.day >= $3::date
        AND e.occurred_at >= $4::timestamptz AND e.occurred_at < $5::timestamptz
        AND ($6::text IS NULL OR e.model_code = $6)
        AND ($7::uuid IS NULL OR (e.occurred_at, e.id) < ($8::timestamptz, $7))
      ORDER BY e.occurred_at DESC, e.id DESC LIMIT $9`,
    [
      cell,
      accountId,
      input.from,
      startOfShanghaiDay(input.from),
      startOfShanghaiDay(addDays(input.to, 1)),
      input.model ?? null,
      after?.id ?? null,
      after?.at ?? null,
      input.limit + 1,
    ],
  );
  const calls = rows.slice(0, input.limit).map((row) => ({
    id: showId("evt", row.id),
    at: row.occurred_at.toISOString(),
    modelCode: row.model_code,
    keyName: row.key_name,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    planTokens: row.plan_tokens,
  }));
  return { calls, next: rows.length > input.limit ? (calls.at(-1)?.id ?? null) : null };
}
