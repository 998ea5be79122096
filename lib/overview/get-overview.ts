import { requireCustomer } from "@/lib/auth/require-permission";
import type { BucketView } from "@/lib/grants/bucket";
import { findBuckets } from "@/lib/grants/find-buckets";
import type { RequestContext } from "@/lib/http/request-context";
import { findKeys } from "@/lib/keys/find-keys";
import type { KeyView } from "@/lib/keys/key-view";
import { addDays, shanghaiDay } from "@/lib/time/calendar";
import { findUsageDays } from "@/lib/usage/find-usage-days";
import { getSpendRate } from "@/lib/usage/get-spend-rate";
import type { SpendRate, UsageDay } from "@/lib/usage/usage";

/** Days that the overview's chart shows. */
const OVERVIEW_DAYS = 14;

export interface Overview {
  /** When these figures were read; ISO instant of the business clock. */
  at: string;
  buckets: BucketView[];
  rate: SpendRate;
  days: UsageDay[];
  keys: KeyView[];
}

/** What an account's first screen shows: buckets in burn-down order, how fast they are spent, the last days, its live keys. */
export async function getOverview(ctx: RequestContext): Promise<Overview> {
  requireCustomer(ctx.actor, "account:read");
  const today = shanghaiDay(ctx.now);
  const [{ live }, rate, days, keys] = await Promise.all([
    findBuckets(ctx),
    getSpendRate(ctx),
    findUsageDays(ctx, { from: addDays(today, 1 - OVERVIEW_DAYS), to: today }),
    findKeys(ctx),
  ]);
  return { at: ctx.now.toISOString(), buckets: live, rate, days, keys: keys.filter((key) => key.revokedAt === null) };
}
