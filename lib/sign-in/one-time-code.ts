/** The rules of a one-time code (china.md, "OTP"). Validity is by the business clock, the wait between codes by the system's. */
export const CODE_DIGITS = 6;
export const CODE_VALID_SECONDS = 300;
export const CODE_TRIES = 5;
export const CODE_RESEND_SECONDS = 60;

/** What is known of the newest code of a number. */
export interface StoredCode {
  expiresAt: Date;
  consumedAt: Date | null;
  triesLeft: number;
}

export type CodeState = "open" | "expired" | "tries-used";

/** Whether a code may still be tried. */
export function codeState(code: StoredCode, at: Date): CodeState {
  if (code.consumedAt || code.expiresAt.getTime() <= at.getTime()) return "expired";
  return code.triesLeft > 0 ? "open" : "tries-used";
}
