import { z } from "zod";
import { PhoneInput } from "@/lib/accounts/phone";
import { inTransaction } from "@/lib/db/in-transaction";
import { brand } from "@/lib/env/brand";
import type { RequestContext } from "@/lib/http/request-context";
import { codePolicy } from "@/lib/sign-in/code-policy";
import { CODE_RESEND_SECONDS, CODE_VALID_SECONDS } from "@/lib/sign-in/one-time-code";
import { signInStepCookie } from "@/lib/sign-in/sign-in-step";
import { insertCode } from "@/lib/sign-in/store";
import { takeCodeAllowance } from "@/lib/sign-in/take-code-allowance";
import { sendSms } from "@/lib/sms/send-sms";
import { signInCodeText } from "@/lib/sms/sms";
import { systemMs } from "@/lib/time/clock";

export const SendCodeInput = z.strictObject({ phone: PhoneInput, next: z.string().max(500).optional() });

export interface CodeSent {
  resendAfterSeconds: number;
  validSeconds: number;
  /** For the page's second step; not shown. */
  setCookie: string;
  next: string | undefined;
}

/** Sends a one-time code to a number. Open to everyone, within the limits. The answer is the same whether the number has an account or not. */
export async function sendCode(ctx: RequestContext, input: z.output<typeof SendCodeInput>): Promise<CodeSent> {
  const { phone, next } = input;
  await takeCodeAllowance(codePolicy(), phone, ctx.client?.address ?? "");
  const code = await inTransaction((tx) => insertCode(tx, phone, ctx.now));
  const text = signInCodeText(brand().name["zh-CN"], code, CODE_VALID_SECONDS);
  await sendSms({ phone, template: "sign-in-code", text, code });
  return {
    resendAfterSeconds: CODE_RESEND_SECONDS,
    validSeconds: CODE_VALID_SECONDS,
    setCookie: signInStepCookie({ phone, sentAtMs: systemMs() }),
    next,
  };
}
