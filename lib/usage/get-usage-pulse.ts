import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { shanghaiDay } from "@/lib/time/calendar";
import { requireSpan } from "@/lib/usage/require-span";
import { type UsagePulse, UsageSpan } from "@/lib/usage/usage";

export const GetUsagePulseInput = UsageSpan;

const Row = z.object({ requests: z.coerce.number(), plan_tokens: z.coerce.number() });

/** The account's calls and plan tokens over a span, as one small answer: read every two seconds while usage is on a screen. */
export async function getUsagePulse(
  ctx: RequestContext,
  { from, to }: z.output<typeof GetUsagePulseInput>,
): Promise<UsagePulse> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  requireSpan({ from, to });
  const [row] = await queryRows(
    poolSql,
    Row,
    `SELECT coalesce(sum(requests), 0) AS requests, coalesce(sum(plan_tokens), 0) AS plan_tokens FROM usage_daily
      WHERE cell = $1 AND account_id = $2 AND day BETWEEN $3::date AND $4::date`,
    [cell, accountId, from, to],
  );
  return {
    at: ctx.now.toISOString(),
    today: shanghaiDay(ctx.now),
    requests: row?.requests ?? 0,
    planTokens: row?.plan_tokens ?? 0,
  };
}
