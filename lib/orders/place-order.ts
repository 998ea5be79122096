import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { getOffer, type Offer } from "@/lib/catalogue/get-offer";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { oncePerRequestKey, RequestKey } from "@/lib/http/once-per-request-key";
import type { RequestContext } from "@/lib/http/request-context";
import { newId } from "@/lib/ids/ids";
import { toFen, toPlanTokens, vatInside } from "@/lib/money/amounts";
import { lockAccount } from "@/lib/orders/lock-account";
import { MAX_QUANTITY, ORDER_KINDS, type OrderView, PAYABLE_MINUTES } from "@/lib/orders/order";
import { newOrderNumber } from "@/lib/orders/order-number";
import { recordOrderEvent } from "@/lib/orders/record-order-event";
import { renewalTerms } from "@/lib/orders/renewal-terms";
import { readOrder, toOrderView } from "@/lib/orders/store";
import { endDueSubscription } from "@/lib/subscriptions/end-due-subscription";
import { toInstant } from "@/lib/time/calendar";

// A native form sends "on" for a ticked box and nothing for an empty one.
const Ticked = z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false);

export const PlaceOrderInput = z
  .strictObject({
    kind: z.enum(ORDER_KINDS),
    code: z.string().min(1).max(64),
    quantity: z.coerce.number().int().min(1).max(MAX_QUANTITY).default(1),
    /** The version whose price the customer saw. */
    expectedVersionId: z.uuid(),
    autoRenew: Ticked,
    requestKey: RequestKey,
  })
  .refine((input) => input.kind === "payg" || input.quantity === 1, { path: ["quantity"] })
  .refine((input) => input.kind === "plan" || !input.autoRenew, { path: ["autoRenew"] });

type Input = z.output<typeof PlaceOrderInput>;

/**
 * Places an order at the price in force now, whatever the client believes: PRICE_CHANGED when that is not the version it
 * saw. Stores everything that is promised. Repeating the request key gives the same order.
 */
export async function placeOrder(ctx: RequestContext, input: Input): Promise<OrderView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "order:place");
  const { kind, code, quantity, expectedVersionId, autoRenew, requestKey } = input;
  const body = [kind, code, quantity, expectedVersionId, autoRenew];

  return inTransaction(async (tx) => {
    const once = { cell, accountId, route: "orders", key: requestKey, body, at: ctx.now, answer: z.string() };
    const number = await oncePerRequestKey(tx, once, async () => {
      const { frozen } = await lockAccount(tx, cell, accountId);
      if (frozen) throw new AppError("ACCOUNT_FROZEN");
      if (kind === "plan" && (await endDueSubscription(tx, { cell, accountId, now: ctx.now })))
        throw new AppError("PLAN_ALREADY_RUNNING");
      const offer = await getOffer(tx, { kind, code, at: ctx.now });
      if (!offer) throw new AppError("ITEM_NOT_ON_SALE");
      if (offer.versionId !== expectedVersionId) throw new AppError("PRICE_CHANGED");
      return createOrder(tx, ctx, { cell, accountId, offer, quantity, autoRenew });
    });
    return toOrderView(await readOrder(tx, cell, accountId, number), ctx.now);
  });
}

interface Purchase {
  cell: number;
  accountId: string;
  offer: Offer;
  quantity: number;
  autoRenew: boolean;
}

async function createOrder(
  tx: Db,
  ctx: RequestContext,
  { cell, accountId, offer, quantity, autoRenew }: Purchase,
): Promise<string> {
  const id = newId("ord", ctx.now);
  const number = newOrderNumber(cell, ctx.now);
  const amountFen = toFen(offer.priceFen * quantity);
  await tx.productOrder.create({
    data: {
      cell,
      id,
      number,
      accountId,
      itemKind: offer.kind,
      itemCode: offer.code,
      itemVersionId: offer.versionId,
      tariffNumber: offer.tariffNumber,
      nameZh: offer.name["zh-CN"],
      nameEn: offer.name.en,
      quantity,
      unitPriceFen: offer.priceFen,
      amountFen,
      vatFen: vatInside(amountFen, env().VAT_BASIS_POINTS),
      quotaTokens: toPlanTokens(offer.quotaTokens * quantity),
      validDays: offer.validDays,
      autoRenew,
      autoRenewTerms: autoRenew ? renewalTerms(offer.priceFen, ctx.locale) : null,
      createdAt: ctx.now,
      payableUntil: toInstant(ctx.now.getTime() + PAYABLE_MINUTES * 60_000),
    },
  });
  await recordOrderEvent(tx, { cell, id }, { kind: "created", at: ctx.now });
  return number;
}
