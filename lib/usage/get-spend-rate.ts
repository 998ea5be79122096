import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { addDays, daysBetween, shanghaiDay } from "@/lib/time/calendar";
import type { SpendRate } from "@/lib/usage/usage";

/** Whole days the forecast looks back (decisions 25). */
const WINDOW_DAYS = 14;
/** With fewer days of data nothing is forecast. */
const MIN_FORECAST_DAYS = 3;

const Row = z.object({ model_code: z.string(), tokens: z.coerce.number() });

/** How fast the account spends: the mean of its last 14 whole days, or of the days since its first call if fewer. */
export async function getSpendRate(ctx: RequestContext): Promise<SpendRate> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  const today = shanghaiDay(ctx.now);
  const [first] = await queryRows(
    poolSql,
    z.object({ first_day: z.string().nullable() }),
    "SELECT min(day)::text AS first_day FROM usage_daily WHERE cell = $1 AND account_id = $2 AND day < $3::date",
    [cell, accountId, today],
  );
  const daysOfData = first?.first_day ? Math.min(WINDOW_DAYS, daysBetween(first.first_day, today)) : 0;
  if (daysOfData < MIN_FORECAST_DAYS) return { tokensPerDay: null, modelRates: [], daysOfData };
  const rows = await queryRows(
    poolSql,
    Row,
    `SELECT model_code, sum(plan_tokens) AS tokens FROM usage_daily
      WHERE cell = $1 AND account_id = $2 AND day >= $3::date AND day < $4::date GROUP BY model_code`,
    [cell, accountId, addDays(today, -daysOfData), today],
  );
  const total = rows.reduce((sum, row) => sum + row.tokens, 0);
  return {
    tokensPerDay: Math.round(total / daysOfData),
    modelRates: rows.map((row) => ({ modelCode: row.model_code, tokensPerDay: Math.round(row.tokens / daysOfData) })),
    daysOfData,
  };
}
