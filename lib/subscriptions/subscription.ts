import type { LocalText } from "@/lib/i18n/locale";

export type SubscriptionStatus = "active" | "ended";

export type SubscriptionPeriodView = {
  sequence: number;
  startsAt: string;
  /** Exclusive. */
  endsAt: string;
  priceFen: number;
  tariffNumber: string;
  orderNumber: string;
};

/** A subscription as its owner sees it: JSON only. */
export type SubscriptionView = {
  id: string;
  planCode: string;
  name: LocalText;
  status: SubscriptionStatus;
  /** Consent to renew was given. */
  autoRenew: boolean;
  startedAt: string;
  /** Exclusive. */
  endsAt: string;
  /** Newest first. */
  periods: SubscriptionPeriodView[];
};

/** A subscription is over from its end on, whether its row says so already or not. */
export function subscriptionStatusAt(
  { status, endsAt }: { status: string; endsAt: Date },
  now: Date,
): SubscriptionStatus {
  return status === "active" && endsAt > now ? "active" : "ended";
}
