import type { BucketView } from "@/lib/grants/bucket";
import { daysLeft } from "@/lib/i18n/format-time";

/** A bucket this close to its end is marked. */
const EXPIRING_DAYS = 7;

export type WalletBucketState = "active" | "expiring" | "usedUp" | "expired";

/** "all": pays for the next call whatever its model. A limited bucket before it pays first for its models only. */
export type WalletTurn = "all" | "scoped" | "others" | null;

export function walletBucketState(
  { leftTokens, expiresAt }: Pick<BucketView, "leftTokens" | "expiresAt">,
  now: string,
): WalletBucketState {
  if (leftTokens === 0) return "usedUp";
  if (expiresAt <= now) return "expired";
  return daysLeft(expiresAt, now) <= EXPIRING_DAYS ? "expiring" : "active";
}

/** Whose turn it is, for buckets in burn-down order. */
export function walletTurns(live: readonly Pick<BucketView, "modelScope">[]): WalletTurn[] {
  const firstOpen = live.findIndex((bucket) => bucket.modelScope.length === 0);
  return live.map((bucket, index) => {
    if (index === firstOpen) return index === 0 ? "all" : "others";
    return index === 0 && bucket.modelScope.length > 0 ? "scoped" : null;
  });
}
