import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { type BucketSource, type BucketView, compareBurnDown } from "@/lib/grants/bucket";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";
import { toPlanTokens } from "@/lib/money/amounts";

const SOURCES: readonly BucketSource[] = ["plan", "pack", "payg", "bundle", "trial", "goodwill"];

/** The account's buckets: those that can be spent, in burn-down order, and those that are used up or expired, newest first. */
export async function findBuckets(ctx: RequestContext): Promise<{ live: BucketView[]; ended: BucketView[] }> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  const rows = await db().tokenGrant.findMany({ where: { cell, accountId }, orderBy: { createdAt: "desc" } });
  const views = rows.map((row): BucketView => {
    const held = toPlanTokens(row.reservedTokens);
    return {
      id: showId("grt", row.id),
      source: SOURCES.find((source) => source === row.source) ?? "goodwill",
      name: { "zh-CN": row.nameZh, en: row.nameEn },
      grantedTokens: toPlanTokens(row.grantedTokens),
      leftTokens: toPlanTokens(row.remainingTokens) + held,
      heldTokens: held,
      modelScope: row.modelScope,
      free: row.netPriceFen === 0n,
      startsAt: row.startsAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
    };
  });
  const now = ctx.now.toISOString();
  const isLive = (bucket: BucketView) => bucket.leftTokens > 0 && bucket.expiresAt > now;
  return { live: views.filter(isLive).sort(compareBurnDown), ended: views.filter((bucket) => !isLive(bucket)) };
}
