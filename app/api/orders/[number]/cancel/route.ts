import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { cancelOrder, CancelOrderInput } from "@/lib/orders/cancel-order";

export const POST = route({
  input: CancelOrderInput,
  run: cancelOrder,
  redirectTo: ({ number }, ctx) => localePath(ctx.locale, `/account/orders/${number}`),
});
