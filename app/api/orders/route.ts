import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { findOrders, FindOrdersInput } from "@/lib/orders/find-orders";
import { PlaceOrderInput } from "@/lib/orders/place-order";
import { checkOut } from "@/lib/payments/check-out";

export const GET = route({ input: FindOrdersInput, run: findOrders });

export const POST = route({
  input: PlaceOrderInput,
  takesRequestKey: true,
  run: checkOut,
  status: 201,
  redirectTo: ({ order, payment }, ctx) => payment?.payUrl ?? localePath(ctx.locale, `/account/orders/${order.number}`),
});
