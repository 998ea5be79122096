import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { getOffer } from "@/lib/catalogue/get-offer";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import type { RequestContext } from "@/lib/http/request-context";
import { toFen, toPlanTokens, vatInside } from "@/lib/money/amounts";
import type { CheckoutView } from "@/lib/orders/checkout";
import { MAX_QUANTITY, ORDER_KINDS } from "@/lib/orders/order";
import { renewalTerms } from "@/lib/orders/renewal-terms";
import { validityFrom } from "@/lib/orders/validity";
import { getRunningSubscription } from "@/lib/subscriptions/get-running-subscription";

export const GetCheckoutInput = z.object({
  kind: z.enum(ORDER_KINDS),
  code: z.string().min(1).max(64),
  // An address is typed and shared: a quantity that cannot be is one.
  quantity: z.coerce.number().int().min(1).max(MAX_QUANTITY).catch(1),
});

/** What a customer sees before ordering; null when the item is not on sale. Ordering again checks all of it. */
export async function getCheckout(
  ctx: RequestContext,
  input: z.output<typeof GetCheckoutInput>,
): Promise<CheckoutView | null> {
  requireCustomer(ctx.actor, "order:place");
  const { kind, code } = input;
  const offer = await getOffer(db(), { kind, code, at: ctx.now });
  if (!offer) return null;
  const quantity = kind === "payg" ? input.quantity : 1;
  const running = kind === "plan" ? await getRunningSubscription(ctx) : null;
  const { models } = await getCatalogue(ctx.now);
  const { startsAt, expiresAt } = validityFrom(offer.validDays, ctx.now);
  const amountFen = toFen(offer.priceFen * quantity);
  return {
    kind,
    code,
    name: offer.name,
    versionId: offer.versionId,
    tariffNumber: offer.tariffNumber,
    quantity,
    unitPriceFen: offer.priceFen,
    unitTokens: offer.quotaTokens,
    amountFen,
    vatFen: vatInside(amountFen, env().VAT_BASIS_POINTS),
    quotaTokens: toPlanTokens(offer.quotaTokens * quantity),
    validity: { startsAt: startsAt.toISOString(), expiresAt: expiresAt.toISOString() },
    models: models.filter((model) => model.current !== null).length,
    renewalTerms: kind === "plan" ? renewalTerms(offer.priceFen, ctx.locale) : null,
    running: running && { name: running.name, endsAt: running.endsAt },
    requestKey: randomUUID(),
  };
}
