import type { PaymentProvider } from "@/lib/payments/payment";

/** The demo's provider: its cashier is a page of this hall. */
export const sandboxProvider: PaymentProvider = {
  code: "sandbox",
  start: async ({ number, locale }) => ({ payUrl: `/sandbox/cashier/${number}?lang=${locale}` }),
};
