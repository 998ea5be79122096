import { getOffer } from "@/lib/catalogue/get-offer";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid } from "@/lib/ids/ids";
import type { OrderKind, OrderView } from "@/lib/orders/order";
import { getOrder } from "@/lib/orders/get-order";
import { placeOrder } from "@/lib/orders/place-order";
import { applyPaymentNotice } from "@/lib/payments/apply-payment-notice";
import { startPayment } from "@/lib/payments/start-payment";

interface Wish {
  kind: OrderKind;
  code: string;
  quantity?: number;
  autoRenew?: boolean;
  /** Makes a repetition the same order; a fresh one unless told. */
  requestKey?: string;
}

/** Orders, pays and receives an item by the real use cases, all at the context's instant; what the seed and tests buy with. */
export async function buyItem(
  ctx: RequestContext,
  { kind, code, quantity = 1, autoRenew = false, requestKey }: Wish,
): Promise<OrderView> {
  const offer = await getOffer(db(), { kind, code, at: ctx.now });
  if (!offer) throw new RangeError(`${code} is not on sale at ${ctx.now.toISOString()}`);
  const key = requestKey ?? newUuid(ctx.now);
  const order = await placeOrder(ctx, {
    kind,
    code,
    quantity,
    autoRenew,
    expectedVersionId: offer.versionId,
    requestKey: key,
  });
  if (order.status === "fulfilled") return order;
  const payment = await startPayment(ctx, { number: order.number });
  await applyPaymentNotice(
    { ...ctx, actor: { kind: "system", name: "sandbox" } },
    {
      provider: "sandbox",
      noticeId: newUuid(ctx.now),
      paymentNumber: payment.paymentNumber,
      orderNumber: order.number,
      transactionId: newUuid(ctx.now),
      result: "succeeded",
      amountFen: order.amountFen,
      currency: "CNY",
      occurredAt: ctx.now.toISOString(),
    },
  );
  return getOrder(ctx, { number: order.number });
}
