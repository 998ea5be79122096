import type { ChangeItem, SubscriptionPolicy } from "@/lib/pricing/change-set";

/** What the public is told about a change of prices; the tariff page shows it to everyone. */
export interface PriceNotice {
  number: string;
  title: string;
  reason: string;
  /** ISO instants. */
  publishedAt: string;
  effectiveAt: string;
  state: "announced" | "effective" | "withdrawn";
  subscriptionPolicy: SubscriptionPolicy;
  items: ChangeItem[];
}
