import { takeAllowance, type Allowance } from "@/lib/auth/rate-limit";
import { hmacFor } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { CodePolicy } from "@/lib/sign-in/code-policy";

/** Takes one code from the allowances of a number and of an address. CODE_TOO_SOON or CODE_LIMIT_REACHED when used up. */
export async function takeCodeAllowance(policy: CodePolicy, phone: string, address: string): Promise<void> {
  // Counters name nobody: the key is an HMAC of the number.
  const number = hmacFor("rate-limit", phone);
  const wait = await takeAllowance("code-resend", number, policy.resend);
  if (wait !== null) throw new AppError("CODE_TOO_SOON", { retryAfterSeconds: wait });
  await takeAll("code-number", number, policy.perNumber);
  await takeAll("code-address", address, policy.perAddress);
}

async function takeAll(scope: string, key: string, allowances: readonly Allowance[]): Promise<void> {
  for (const allowance of allowances) {
    const wait = await takeAllowance(scope, key, allowance);
    if (wait !== null) throw new AppError("CODE_LIMIT_REACHED", { retryAfterSeconds: wait });
  }
}
