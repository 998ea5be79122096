import { describe, expect, it } from "vitest";
import { afterFailedTry, lockedSeconds } from "./lockout";
import { newRecoveryCode, normaliseRecoveryCode, recoveryCodeHmac } from "./recovery-code";
import { currentTotp, newTotpSecret, totpStep } from "./totp";
import { toInstant } from "@/lib/time/calendar";

// RFC 6238, appendix B: the ASCII secret "12345678901234567890", SHA-1; its eight digits cut to six.
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // not a secret: published in the RFC

describe("TOTP", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ])("agrees with RFC 6238 at second %i", (seconds, code) => {
    expect(currentTotp(RFC_SECRET, seconds * 1000, 0)).toBe(code);
    expect(totpStep(RFC_SECRET, code, seconds * 1000, 0)).toBe(Math.floor(seconds / 30));
  });

  it("accepts one step early and late, no more, and never a step again", () => {
    const secret = newTotpSecret();
    const at = 1_800_000_000_000;
    const step = at / 30_000;
    const code = currentTotp(secret, at, 0);
    expect(totpStep(secret, code, at + 30_000, 0)).toBe(step);
    expect(totpStep(secret, code, at - 30_000, 0)).toBe(step);
    expect(totpStep(secret, code, at + 60_000, 0)).toBeNull();
    expect(totpStep(secret, code, at - 60_001, 0)).toBeNull();
    expect(totpStep(secret, code, at, step)).toBeNull();
    expect(totpStep(secret, currentTotp(secret, at, step), at, step)).toBe(step + 1);
  });
});

describe("recovery codes", () => {
  it("are read however they are typed", () => {
    const code = newRecoveryCode();
    const bare = code.replaceAll("-", "");
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(normaliseRecoveryCode(code.toLowerCase())).toBe(bare);
    expect(normaliseRecoveryCode(` ${bare} `)).toBe(bare);
    expect(normaliseRecoveryCode("OIL0-0000-0000")).toBe("011000000000");
    expect(normaliseRecoveryCode("123456")).toBeNull();
    expect(normaliseRecoveryCode("!!!!-!!!!-!!!!")).toBeNull();
  });

  it("of two members differ when stored", () => {
    expect(recoveryCodeHmac("a", "011000000000")).not.toBe(recoveryCodeHmac("b", "011000000000"));
  });
});

it("locks at the fifth failure for fifteen minutes", () => {
  const at = toInstant("2026-05-20T06:00:00Z");
  expect(afterFailedTry(3, at)).toEqual({ failedTries: 4, lockedUntil: null });
  const locked = afterFailedTry(4, at);
  expect(locked.failedTries).toBe(0);
  expect(lockedSeconds(locked.lockedUntil, at)).toBe(900);
  expect(lockedSeconds(locked.lockedUntil, toInstant("2026-05-20T06:15:00Z"))).toBeNull();
  expect(lockedSeconds(null, at)).toBeNull();
});
