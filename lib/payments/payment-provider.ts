import { isDemo } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import type { PaymentProvider } from "@/lib/payments/payment";
import { sandboxProvider } from "@/lib/payments/sandbox-provider";

/** Whether anything can be bought here: without a provider no page shows a Buy button. */
export function isPaymentAvailable(): boolean {
  return isDemo();
}

/** This hall's provider; PAYMENT_UNAVAILABLE where there is none. */
export function paymentProvider(): PaymentProvider {
  if (!isPaymentAvailable()) throw new AppError("PAYMENT_UNAVAILABLE");
  return sandboxProvider;
}
