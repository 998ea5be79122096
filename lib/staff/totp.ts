import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, 30 seconds. Always by the system clock. */
const PERIOD_SECONDS = 30;
/** One step early or late is accepted: clocks differ. */
const WINDOW_STEPS = 1;

function generator(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS });
}

/** A fresh secret in base32, 160 bits. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The step that a code belongs to, if it is right now (±1 step) and later than the last one used; else null. */
export function totpStep(secret: string, code: string, atMs: number, lastStep: number): number | null {
  const totp = generator(secret);
  const delta = totp.validate({ token: code, timestamp: atMs, window: WINDOW_STEPS });
  if (delta === null) return null;
  const step = totp.counter({ timestamp: atMs }) + delta;
  return step > lastStep ? step : null;
}

/** A code that works now: this step's, or the next one's when this step's was already used. */
export function currentTotp(secret: string, atMs: number, lastStep: number): string {
  const totp = generator(secret);
  const step = totp.counter({ timestamp: atMs });
  const unused = lastStep >= step ? step + WINDOW_STEPS : step;
  return totp.generate({ timestamp: unused * PERIOD_SECONDS * 1000 });
}
