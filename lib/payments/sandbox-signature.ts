import { hmacFor, sameSecret } from "@/lib/env/secrets";
import type { PaymentNoticeFacts } from "@/lib/payments/payment";

/** The text a sandbox notice is signed over: every field by name, so that none can be moved or changed. */
function signedText(facts: PaymentNoticeFacts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .sort()
    .join("&");
}

export function signSandboxNotice(facts: PaymentNoticeFacts): string {
  return hmacFor("payment-sandbox", signedText(facts));
}

export function isSandboxSignature(facts: PaymentNoticeFacts, signature: string): boolean {
  return sameSecret(signature, signSandboxNotice(facts));
}
