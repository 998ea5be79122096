import type { Allowance } from "@/lib/auth/rate-limit";
import { env } from "@/lib/env/env";
import { CODE_RESEND_SECONDS } from "@/lib/sign-in/one-time-code";

/** How many codes may be asked for. */
export interface CodePolicy {
  resend: Allowance;
  perNumber: readonly Allowance[];
  perAddress: readonly Allowance[];
}

const HOUR = 3_600;
const DAY = 86_400;
const DEMO_PER_DAY = 1_000;

/** The policy of a mode: loose enough for a demonstration, or as carriers and regulators expect. */
export function codePolicyOf(mode: "demo" | "production", codesPerDay: number | undefined): CodePolicy {
  const resend = { points: 1, seconds: CODE_RESEND_SECONDS };
  if (mode === "demo") {
    const perDay = [{ points: codesPerDay ?? DEMO_PER_DAY, seconds: DAY }];
    return { resend, perNumber: perDay, perAddress: perDay };
  }
  return {
    resend,
    perNumber: [
      { points: 5, seconds: HOUR },
      { points: codesPerDay ?? 10, seconds: DAY },
    ],
    // An office or a campus shares one address.
    perAddress: [
      { points: 60, seconds: HOUR },
      { points: 300, seconds: DAY },
    ],
  };
}

/** The policy in force here. */
export function codePolicy(): CodePolicy {
  return codePolicyOf(env().TOKENHALL_MODE, env().CODES_PER_DAY);
}
