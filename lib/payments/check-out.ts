import type { z } from "zod";
import type { RequestContext } from "@/lib/http/request-context";
import type { OrderView } from "@/lib/orders/order";
import { placeOrder, type PlaceOrderInput } from "@/lib/orders/place-order";
import type { StartedPayment } from "@/lib/payments/payment";
import { paymentProvider } from "@/lib/payments/payment-provider";
import { startPayment } from "@/lib/payments/start-payment";

/** Places an order and starts its payment. A repeated request gets the same order; one that is closed or paid starts none. */
export async function checkOut(
  ctx: RequestContext,
  input: z.output<typeof PlaceOrderInput>,
): Promise<{ order: OrderView; payment: StartedPayment | null }> {
  paymentProvider(); // no order where nothing can be paid
  const order = await placeOrder(ctx, input);
  const payment = order.status === "awaiting_payment" ? await startPayment(ctx, { number: order.number }) : null;
  return { order, payment };
}
