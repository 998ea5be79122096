import type { RequestContext } from "@/lib/http/request-context";
import { findSubscriptions } from "@/lib/subscriptions/find-subscriptions";
import type { SubscriptionView } from "@/lib/subscriptions/subscription";

/** The plan that is running now, or null. */
export async function getRunningSubscription(ctx: RequestContext): Promise<SubscriptionView | null> {
  const subscriptions = await findSubscriptions(ctx);
  return subscriptions.find((subscription) => subscription.status === "active") ?? null;
}
