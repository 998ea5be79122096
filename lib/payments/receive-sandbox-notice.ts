import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { logger } from "@/lib/log/logger";
import { applyPaymentNotice } from "@/lib/payments/apply-payment-notice";
import { type NoticeOutcome, PaymentNoticeFacts } from "@/lib/payments/payment";
import { isSandboxSignature } from "@/lib/payments/sandbox-signature";

export const ReceiveSandboxNoticeInput = PaymentNoticeFacts.extend({ signature: z.string().max(100) });

/**
 * The sandbox provider tells of a transaction. Open to everyone: the signature is the sender's only right. What the provider
 * did not sign is no notice, and leaves no trace but a line in the log. Signed but wrong ones are kept, and refused.
 */
export async function receiveSandboxNotice(
  ctx: RequestContext,
  input: z.output<typeof ReceiveSandboxNoticeInput>,
): Promise<{ outcome: NoticeOutcome }> {
  const { signature, ...facts } = input;
  if (!isSandboxSignature(facts, signature)) {
    logger().warn(
      { requestId: ctx.requestId, paymentNumber: facts.paymentNumber },
      "payment notice with a wrong signature",
    );
    throw new AppError("PAYMENT_NOTICE_INVALID");
  }
  const { outcome } = await applyPaymentNotice({ ...ctx, actor: { kind: "system", name: "payment-notice" } }, facts);
  if (outcome === "mismatched") throw new AppError("PAYMENT_NOTICE_INVALID");
  return { outcome };
}
