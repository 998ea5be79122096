import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import { formatMilli, receiptLines } from "./receipt-lines";

const call = {
  inputTokens: 12_480,
  cachedInputTokens: 9_600,
  outputTokens: 1_842,
  inputMilli: 2_000,
  cachedInputMilli: 400,
  outputMilli: 8_000,
  planTokens: 24_336,
  shortfallTokens: 0,
};

describe("receiptLines", () => {
  it("counts cached input once, as a part of input", () => {
    const { lines, roundedUpMilli, paidTokens } = receiptLines(call);
    expect(lines.map(({ kind, tokens, amountMilli }) => [kind, tokens, formatMilli(amountMilli)])).toEqual([
      ["input", 2_880, "5,760"],
      ["cached", 9_600, "3,840"],
      ["output", 1_842, "14,736"],
    ]);
    expect([roundedUpMilli, paidTokens]).toEqual([0, 24_336]);
  });

  it("has no line for a cache that was not used", () => {
    expect(receiptLines({ ...call, cachedInputTokens: 0 }).lines.map(({ kind }) => kind)).toEqual(["input", "output"]);
  });

  it("says what the operator bore", () => {
    expect(receiptLines({ ...call, shortfallTokens: 336 })).toMatchObject({ paidTokens: 24_000, shortfallTokens: 336 });
  });

  it("adds up to what rating charged, with less than one token of rounding", () => {
    const tokens = fc.integer({ min: 0, max: 2_000_000 });
    const milli = fc.integer({ min: 0, max: 20_000 });
    const usage = { inputTokens: tokens, cachedInputTokens: tokens, outputTokens: tokens };
    const weights = { inputMilli: milli, cachedInputMilli: milli, outputMilli: milli };
    fc.assert(
      fc.property(fc.record(usage), fc.record(weights), (used, by) => {
        const planTokens = rate(used, by);
        const made = receiptLines({ ...used, ...by, planTokens, shortfallTokens: 0 });
        const exact = made.lines.reduce((sum, { amountMilli }) => sum + amountMilli, 0);
        expect(exact + made.roundedUpMilli).toBe(planTokens * 1000);
        expect(made.roundedUpMilli).toBeGreaterThanOrEqual(0);
        expect(made.roundedUpMilli).toBeLessThan(1000);
      }),
    );
  });
});

describe("formatMilli", () => {
  it.each([
    [24_336_000, "24,336"],
    [494_800, "494.8"],
    [50, "0.05"],
    [0, "0"],
  ])("writes %i as %s", (milli, text) => {
    expect(formatMilli(milli)).toBe(text);
  });
});
