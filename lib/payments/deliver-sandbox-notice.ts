import { setTimeout as delay } from "node:timers/promises";
import { env } from "@/lib/env/env";
import { logger } from "@/lib/log/logger";
import type { PaymentNoticeFacts } from "@/lib/payments/payment";
import { signSandboxNotice } from "@/lib/payments/sandbox-signature";

const WAITS_MS = [0, 300, 1_500];

/** Sends a signed notice to this hall's own door over HTTP, as a real provider would; a few tries, then it gives up. */
export async function deliverSandboxNotice(facts: PaymentNoticeFacts): Promise<boolean> {
  const address = `http://localhost:${env().PORT}/api/payments/sandbox/notice`;
  const body = JSON.stringify({ ...facts, signature: signSandboxNotice(facts) });
  for (const wait of WAITS_MS) {
    await delay(wait);
    const answered = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.status,
      () => null,
    );
    // A refusal is final: sending the same again changes nothing.
    if (answered !== null && answered < 500) return answered < 300;
  }
  logger().error(
    { paymentNumber: facts.paymentNumber, noticeId: facts.noticeId },
    "the sandbox cashier could not deliver a notice",
  );
  return false;
}
