import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { closeOrder } from "@/lib/orders/close-order";
import { lockAccount } from "@/lib/orders/lock-account";
import { lockOrder } from "@/lib/orders/lock-order";
import { type OrderView, statusAt } from "@/lib/orders/order";
import { readOrder, toOrderView } from "@/lib/orders/store";

export const CancelOrderInput = z.strictObject({ number: z.string().max(32) });

/** Cancels an order that waits for payment. Cancelling twice changes nothing; a paid or expired order is refused. */
export async function cancelOrder(
  ctx: RequestContext,
  { number }: z.output<typeof CancelOrderInput>,
): Promise<OrderView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "order:cancel");
  return inTransaction(async (tx) => {
    await lockAccount(tx, cell, accountId);
    const order = await lockOrder(tx, { cell, accountId, number });
    if (!order) throw new AppError("NOT_FOUND");
    const status = statusAt(order, ctx.now);
    if (status === "fulfilled") throw new AppError("ORDER_ALREADY_PAID");
    if (status === "expired") throw new AppError("ORDER_EXPIRED");
    if (status === "awaiting_payment") await closeOrder(tx, order, { status: "cancelled", at: ctx.now });
    return toOrderView(await readOrder(tx, cell, accountId, number), ctx.now);
  });
}
