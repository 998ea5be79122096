import { z } from "zod";
import { db } from "@/lib/db/client";
import { openText } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { normaliseEmail } from "@/lib/staff/normalise-email";
import { currentTotp } from "@/lib/staff/totp";
import { systemMs } from "@/lib/time/clock";

export const GetSandboxTotpInput = z.strictObject({ email: z.string().min(1).max(200).transform(normaliseEmail) });

/** A member's one-time code that works now. Open to everyone behind `demoOnly()`. */
export async function getSandboxTotp(
  _ctx: RequestContext,
  input: z.output<typeof GetSandboxTotpInput>,
): Promise<{ code: string }> {
  const member = await db().staffMember.findUnique({
    where: { email: input.email },
    select: { totpSecretBox: true, totpLastCounter: true },
  });
  if (!member) throw new AppError("NOT_FOUND");
  return { code: currentTotp(openText(member.totpSecretBox), systemMs(), Number(member.totpLastCounter)) };
}
