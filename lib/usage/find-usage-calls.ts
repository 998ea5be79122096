import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf, showId } from "@/lib/ids/ids";
import { addDays, startOfShanghaiDay } from "@/lib/time/calendar";
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

/** The account's calls over a span of days, newest first, in pages. */
export async function findUsageCalls(ctx: RequestContext, input: z.output<typeof FindUsageCallsInput>): Promise<UsageCallPage> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  // One day of slack on `day`: an ingested event keeps its time but has a later id, and with it a later partition.
  const rows = await queryRows(
    poolSql,
    Row,
    `SELECT e.id, e.occurred_at, e.model_code, coalesce(k.name, '') AS key_name, e.input_tokens, e.output_tokens, e.plan_tokens
       FROM usage_event e LEFT JOIN api_key k ON k.cell = e.cell AND k.id = e.key_id
      WHERE e.cell = $1 AND e.account_id = $2 AND e.day >= $3::date
        AND e.occurred_at >= $4::timestamptz AND e.occurred_at < $5::timestamptz
        AND ($6::text IS NULL OR e.model_code = $6)
        AND ($7::uuid IS NULL OR (e.occurred_at, e.id) < (SELECT c.occurred_at, c.id FROM usage_event c WHERE c.cell = $1 AND c.account_id = $2 AND c.id = $7))
      ORDER BY e.occurred_at DESC, e.id DESC LIMIT $8`,
    [cell, accountId, input.from, startOfShanghaiDay(input.from), startOfShanghaiDay(addDays(input.to, 1)), input.model ?? null, input.after ?? null, input.limit + 1],
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
