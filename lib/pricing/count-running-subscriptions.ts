import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { CELLS } from "@/lib/ids/cell";
import type { RunningByPlan } from "@/lib/pricing/change-set-view";

export const CountRunningSubscriptionsInput = z.strictObject({});

const Row = z.object({ code: z.string(), running: z.coerce.number() });

/** How many subscriptions run on each plan now: whom a change of that plan will meet at the next renewal. */
export async function countRunningSubscriptions(
  ctx: RequestContext,
  _input: z.infer<typeof CountRunningSubscriptionsInput>,
): Promise<RunningByPlan> {
  requirePermission(ctx.actor, "pricing:read");
  const rows = await queryRows(
    sqlOf(db()),
    Row,
    `SELECT plan.code, COUNT(*) AS running
       FROM subscription JOIN plan ON plan.id = subscription.plan_id
      WHERE subscription.cell = ANY($1::smallint[]) AND subscription.status = 'active' AND subscription.ends_at > $2
      GROUP BY plan.code`,
    [CELLS, ctx.now],
  );
  return Object.fromEntries(rows.map((row) => [row.code, row.running]));
}
