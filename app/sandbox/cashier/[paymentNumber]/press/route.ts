import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { pressSandboxCashier, PressSandboxCashierInput } from "@/lib/payments/press-sandbox-cashier";
import { demoOnly } from "@/lib/sandbox/demo-only";

export const POST = demoOnly(
  route({
    input: PressSandboxCashierInput,
    run: pressSandboxCashier,
    redirectTo: ({ orderNumber, paid, lang }) =>
      localePath(lang, `/account/orders/${orderNumber}${paid ? "?paid=1" : ""}`),
  }),
);
