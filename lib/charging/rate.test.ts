import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promisedWeights } from "@/lib/charging/promised-weights";
import { rate } from "@/lib/charging/rate";

const weights = { inputMilli: 2_000, cachedInputMilli: 400, outputMilli: 8_000 };

describe("rate", () => {
  test("is the mock's receipt: 2,880 × 2.0 + 9,600 × 0.4 + 1,842 × 8.0 = 24,336", () => {
    expect(rate({ inputTokens: 12_480, cachedInputTokens: 9_600, outputTokens: 1_842 }, weights)).toBe(24_336);
  });

  test("rounds up once per request, not once per kind", () => {
    const fractional = { inputMilli: 1_001, cachedInputMilli: 1_001, outputMilli: 1_001 };
    expect(rate({ inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 }, fractional)).toBe(3);
    expect(rate({ inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }, fractional)).toBe(0);
  });

  test("cached input beyond the input never makes a negative term", () => {
    expect(rate({ inputTokens: 10, cachedInputTokens: 1_000, outputTokens: 0 }, weights)).toBe(4);
  });

  test("never costs less for more, and refuses what no safe integer holds", () => {
    const count = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(count, count, count, count, (inputTokens, cached, outputTokens, more) => {
        const usage = { inputTokens, cachedInputTokens: Math.min(cached, inputTokens), outputTokens };
        expect(rate({ ...usage, outputTokens: outputTokens + more }, weights)).toBeGreaterThanOrEqual(
          rate(usage, weights),
        );
      }),
    );
    expect(() =>
      rate({ inputTokens: 0, cachedInputTokens: 0, outputTokens: Number.MAX_SAFE_INTEGER }, weights),
    ).toThrow(RangeError);
  });
});

describe("promised weights", () => {
  const version = (
    id: string,
    validFrom: string,
    inputMilli: number,
    outputMilli = 1_000,
    validTo: string | null = null,
  ) => ({
    id,
    validFrom,
    validTo,
    inputMilli,
    cachedInputMilli: 100,
    outputMilli,
  });
  const history = [
    version("v1", "2026-01-01", 1_000),
    version("v2", "2026-03-01", 800),
    version("v3", "2026-05-01", 1_200),
    version("v4", "2026-07-01", 700, 2_000),
  ];

  test.each([
    ["2026-02-01", "2026-02-15", "v1"],
    ["2026-02-01", "2026-04-01", "v2"],
    ["2026-02-01", "2026-06-01", "v2"],
    ["2026-06-01", "2026-06-02", "v3"],
    ["2026-06-01", "2026-08-01", "v3"],
    ["2026-08-01", "2026-08-02", "v4"],
    ["2025-12-01", "2026-02-01", "v1"],
  ])("promised at %s, used at %s: %s", (promisedAt, usedAt, expected) => {
    expect(promisedWeights(history, promisedAt, usedAt)?.id).toBe(expected);
  });

  test("a withdrawn announcement and a model without a version give nothing", () => {
    expect(promisedWeights([version("w", "2026-01-01", 1, 1, "2026-01-01")], "2026-02-01", "2026-02-01")).toBeNull();
    expect(promisedWeights(history, "2025-12-01", "2025-12-31")).toBeNull();
  });
});
