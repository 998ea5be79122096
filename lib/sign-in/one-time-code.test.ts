import { expect, it } from "vitest";
import { signInCodeText } from "@/lib/sms/sms";
import { toInstant } from "@/lib/time/calendar";
import { codePolicyOf } from "./code-policy";
import { codeState } from "./one-time-code";

const expiresAt = toInstant("2026-05-20T06:05:00Z");
const justBefore = toInstant("2026-05-20T06:04:59.999Z");

it("works until its validity ends, while tries are left, once", () => {
  const fresh = { expiresAt, consumedAt: null, triesLeft: 5 };
  expect(codeState(fresh, justBefore)).toBe("open");
  expect(codeState(fresh, expiresAt)).toBe("expired");
  expect(codeState({ ...fresh, triesLeft: 0 }, justBefore)).toBe("tries-used");
  expect(codeState({ ...fresh, consumedAt: justBefore }, justBefore)).toBe("expired");
});

it("is limited by mode, and by setting", () => {
  expect(codePolicyOf("demo", undefined).perNumber).toEqual([{ points: 1_000, seconds: 86_400 }]);
  expect(codePolicyOf("production", undefined).perNumber).toEqual([
    { points: 5, seconds: 3_600 },
    { points: 10, seconds: 86_400 },
  ]);
  expect(codePolicyOf("production", 3).perNumber[1]).toEqual({ points: 3, seconds: 86_400 });
  expect(codePolicyOf("demo", 7).perAddress).toEqual([{ points: 7, seconds: 86_400 }]);
});

it("is sent in the text that subscribers know", () => {
  expect(signInCodeText("澄禾通信", "123456", 300)).toBe("【澄禾通信】验证码123456，5分钟内有效，请勿告知他人。");
});
