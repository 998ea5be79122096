import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";
import { requireSpan } from "@/lib/usage/require-span";
import { type UsageDay, UsageSpan } from "@/lib/usage/usage";

export const FindUsageDaysInput = UsageSpan;

const Row = z.object({
  day: z.string(),
  model_code: z.string(),
  key_id: z.string(),
  key_name: z.string(),
  requests: z.coerce.number(),
  input_tokens: z.coerce.number(),
  cached_input_tokens: z.coerce.number(),
  output_tokens: z.coerce.number(),
  plan_tokens: z.coerce.number(),
});

/** The account's usage by day, model and key over a span, from the roll-up; oldest day first. */
export async function findUsageDays(
  ctx: RequestContext,
  { from, to }: z.output<typeof FindUsageDaysInput>,
): Promise<UsageDay[]> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  requireSpan({ from, to });
  const rows = await queryRows(
    poolSql,
    Row,
    `SELECT d.day::text, d.model_code, d.key_id, coalesce(k.name, '') AS key_name, d.requests, d.input_tokens, d.cached_input_tokens, d.output_tokens, d.plan_tokens
       FROM usage_daily d LEFT JOIN api_key k ON k.cell = d.cell AND k.id = d.key_id
      WHERE d.cell = $1 AND d.account_id = $2 AND d.day BETWEEN $3::date AND $4::date
      ORDER BY d.day, d.model_code, d.key_id`,
    [cell, accountId, from, to],
  );
  return rows.map((row) => ({
    day: row.day,
    modelCode: row.model_code,
    keyId: showId("key", row.key_id),
    keyName: row.key_name,
    requests: row.requests,
    inputTokens: row.input_tokens,
    cachedInputTokens: row.cached_input_tokens,
    outputTokens: row.output_tokens,
    planTokens: row.plan_tokens,
  }));
}
