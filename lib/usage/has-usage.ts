import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";

/** Whether the account has ever made a call that was metered. */
export async function hasUsage(ctx: RequestContext): Promise<boolean> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  const rows = await queryRows(
    poolSql,
    z.object({ day: z.string() }),
    "SELECT day::text FROM usage_daily WHERE cell = $1 AND account_id = $2 LIMIT 1",
    [cell, accountId],
  );
  return rows.length > 0;
}
