import { z } from "zod";
import { isPermitted, requirePermission } from "@/lib/auth/require-permission";
import type { DashboardView, PricingAgenda } from "@/lib/dashboard/dashboard";
import { db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { CELLS } from "@/lib/ids/cell";
import { showId } from "@/lib/ids/ids";
import { countDeadLetters } from "@/lib/ingestion/count-dead-letters";
import { findChangeSets } from "@/lib/pricing/find-change-sets";
import { shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

export const GetDashboardInput = z.strictObject({});

const count = z.coerce.number();

/** The day's figures, and this person's agenda. Every figure is read now; none is estimated. */
export async function getDashboard(
  ctx: RequestContext,
  _input: z.infer<typeof GetDashboardInput>,
): Promise<DashboardView> {
  requirePermission(ctx.actor, "dashboard:read");
  const [totals, orders, usage, deadLetters, pricing] = await Promise.all([
    readTotals(ctx.now),
    readOrdersToday(ctx.now),
    readUsageToday(ctx.now),
    isPermitted(ctx.actor, "dead-letter:read") ? countDeadLetters(ctx) : null,
    isPermitted(ctx.actor, "pricing:read") ? readAgenda(ctx) : null,
  ]);
  return { ...totals, ...orders, ...usage, deadLetters, pricing };
}

async function readTotals(now: Date) {
  const [row] = await queryRows(
    sqlOf(db()),
    z.object({ accounts: count, subscriptions: count }),
    `SELECT (SELECT COUNT(*) FROM account WHERE cell = ANY($1::smallint[])) AS accounts,
            (SELECT COUNT(*) FROM subscription
              WHERE cell = ANY($1::smallint[]) AND status = 'active' AND ends_at > $2) AS subscriptions`,
    [CELLS, now],
  );
  return { accounts: row?.accounts ?? 0, runningSubscriptions: row?.subscriptions ?? 0 };
}

async function readOrdersToday(now: Date) {
  const from = startOfShanghaiDay(shanghaiDay(now));
  const [row] = await queryRows(
    sqlOf(db()),
    z.object({ orders: count, paid: count }),
    `SELECT COUNT(*) FILTER (WHERE created_at >= $2) AS orders,
            COALESCE(SUM(amount_fen) FILTER (WHERE paid_at >= $2), 0) AS paid
       FROM product_order
      WHERE cell = ANY($1::smallint[]) AND (created_at >= $2 OR paid_at >= $2)`,
    [CELLS, from],
  );
  return { ordersToday: row?.orders ?? 0, paidTodayFen: row?.paid ?? 0 };
}

/** Only today's partition of the usage events is read. */
async function readUsageToday(now: Date) {
  const [row] = await queryRows(
    sqlOf(db()),
    z.object({ requests: count, tokens: z.coerce.string() }),
    `SELECT COUNT(*) AS requests, COALESCE(SUM(plan_tokens - shortfall_tokens), 0)::text AS tokens
       FROM usage_event WHERE cell = ANY($1::smallint[]) AND day = $2::date`,
    [CELLS, shanghaiDay(now)],
  );
  return { requestsToday: row?.requests ?? 0, tokensToday: row?.tokens ?? "0" };
}

async function readAgenda(ctx: RequestContext): Promise<PricingAgenda> {
  const sets = await findChangeSets(ctx, {});
  const me = ctx.actor.kind === "staff" ? showId("stf", ctx.actor.staffId) : null;
  const nearestFirst = (a: { effectiveAt: string }, b: { effectiveAt: string }) =>
    a.effectiveAt < b.effectiveAt ? -1 : 1;
  return {
    waiting: sets.filter((set) => set.waitsForMe),
    drafts: sets.filter((set) => set.status === "draft" && set.createdBy.id === me),
    upcoming: sets.filter((set) => set.status === "published").sort(nearestFirst),
  };
}
