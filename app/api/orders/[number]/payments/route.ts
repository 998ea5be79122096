import { route } from "@/lib/http/route";
import { startPayment, StartPaymentInput } from "@/lib/payments/start-payment";

export const POST = route({
  input: StartPaymentInput,
  run: startPayment,
  status: 201,
  redirectTo: (payment) => payment.payUrl,
});
