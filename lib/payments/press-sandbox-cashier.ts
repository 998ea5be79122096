import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { RequestContext } from "@/lib/http/request-context";
import { type Locale, LOCALES } from "@/lib/i18n/locale";
import { newUuid } from "@/lib/ids/ids";
import { deliverSandboxNotice } from "@/lib/payments/deliver-sandbox-notice";
import { getSandboxPayment } from "@/lib/payments/get-sandbox-payment";
import { CASHIER_ACTIONS, noticesOf } from "@/lib/payments/sandbox-cashier";

export const PressSandboxCashierInput = z.strictObject({
  paymentNumber: z.string().max(32),
  action: z.enum(CASHIER_ACTIONS),
  lang: z.enum(LOCALES).default("zh-CN"),
});

export type PressedCashier = { orderNumber: string; paid: boolean; lang: Locale };

/**
 * The demo's provider does what its button says and sends the notices; late ones after the answer. Open to everyone who has
 * the payment's number; demo only.
 */
export async function pressSandboxCashier(
  ctx: RequestContext,
  { paymentNumber, action, lang }: z.output<typeof PressSandboxCashierInput>,
): Promise<PressedCashier> {
  const payment = await getSandboxPayment(ctx, { paymentNumber });
  const deliveries = noticesOf({ action, payment, at: ctx.now.toISOString(), newId: () => newUuid(ctx.now) });
  for (const { facts, afterSeconds } of deliveries) {
    if (afterSeconds === 0) await deliverSandboxNotice(facts);
    else void delay(afterSeconds * 1_000, undefined, { ref: false }).then(() => deliverSandboxNotice(facts));
  }
  return { orderNumber: payment.orderNumber, paid: action !== "decline", lang };
}
