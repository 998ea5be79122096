import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newId } from "@/lib/ids/ids";
import { lockAccount } from "@/lib/orders/lock-account";
import { lockOrder } from "@/lib/orders/lock-order";
import { statusAt } from "@/lib/orders/order";
import { paymentNumber } from "@/lib/orders/payment-number";
import { recordOrderEvent } from "@/lib/orders/record-order-event";
import type { StartedPayment } from "@/lib/payments/payment";
import { paymentProvider } from "@/lib/payments/payment-provider";

export const StartPaymentInput = z.strictObject({ number: z.string().max(32) });

/** Starts paying an order that waits for its money. Starting again goes on with the payment that is still open. */
export async function startPayment(
  ctx: RequestContext,
  { number }: z.output<typeof StartPaymentInput>,
): Promise<StartedPayment> {
  const { accountId, cell } = requireCustomer(ctx.actor, "order:pay");
  const provider = paymentProvider();
  const payment = await inTransaction(async (tx) => {
    const { frozen } = await lockAccount(tx, cell, accountId);
    if (frozen) throw new AppError("ACCOUNT_FROZEN");
    const order = await lockOrder(tx, { cell, accountId, number });
    if (!order) throw new AppError("NOT_FOUND");
    const status = statusAt(order, ctx.now);
    if (status === "fulfilled") throw new AppError("ORDER_ALREADY_PAID");
    if (status === "expired") throw new AppError("ORDER_EXPIRED");
    if (status === "cancelled") throw new AppError("ORDER_CANCELLED");

    const open = await tx.payment.findFirst({
      where: { cell, orderId: order.id, provider: provider.code, status: "pending" },
    });
    if (open) return { number: paymentNumber(cell, open.id), amountFen: order.amountFen };
    const id = newId("pay", ctx.now);
    await tx.payment.create({
      data: {
        cell,
        id,
        orderId: order.id,
        accountId,
        provider: provider.code,
        amountFen: order.amountFen,
        createdAt: ctx.now,
      },
    });
    await recordOrderEvent(tx, order, {
      kind: "payment_started",
      at: ctx.now,
      detail: { paymentNumber: paymentNumber(cell, id) },
    });
    return { number: paymentNumber(cell, id), amountFen: order.amountFen };
  });
  const { payUrl } = await provider.start({ ...payment, orderNumber: number, locale: ctx.locale });
  return { orderNumber: number, paymentNumber: payment.number, payUrl };
}
