import { requireCustomer } from "@/lib/auth/require-permission";
import type { RequestContext } from "@/lib/http/request-context";
import type { SubscriptionView } from "@/lib/subscriptions/subscription";
import { readSubscriptions } from "@/lib/subscriptions/store";

/** The account's subscriptions, running and ended, newest first. */
export async function findSubscriptions(ctx: RequestContext): Promise<SubscriptionView[]> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  return readSubscriptions({ cell, accountId, now: ctx.now });
}
