import { z } from "zod";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { isDemo } from "@/lib/env/env";
import type { RequestContext } from "@/lib/http/request-context";
import { toFen } from "@/lib/money/amounts";
import { parsePaymentNumber } from "@/lib/orders/payment-number";
import type { SandboxPaymentView } from "@/lib/payments/sandbox-cashier";

export const GetSandboxPaymentInput = z.strictObject({ paymentNumber: z.string().max(32) });

/** What the demo's provider knows of a payment. Open to everyone who has its number, as a cashier's address is; demo only. */
export async function getSandboxPayment(
  ctx: RequestContext,
  { paymentNumber }: z.output<typeof GetSandboxPaymentInput>,
): Promise<SandboxPaymentView> {
  const target = parsePaymentNumber(paymentNumber);
  if (!target || !isDemo()) throw new AppError("NOT_FOUND");
  const row = await db().payment.findUnique({ where: { cell_id: target }, include: { order: true } });
  if (!row) throw new AppError("NOT_FOUND");
  const { order } = row;
  return {
    number: paymentNumber,
    orderNumber: order.number,
    name: { "zh-CN": order.nameZh, en: order.nameEn },
    amountFen: toFen(row.amountFen),
    closed: order.status !== "awaiting_payment" || order.payableUntil <= ctx.now,
    payableUntil: order.payableUntil.toISOString(),
  };
}
