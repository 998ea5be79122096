import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ModelUsage, rate, type Weights } from "@/lib/charging/rate";

const MOST = Number.MAX_SAFE_INTEGER;

/** Small counts, everyday counts, and counts at the edge of the safe integers. */
const tokens = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.maxSafeNat(),
  fc.integer({ min: MOST - 2_000, max: MOST }),
);
const milli = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 20_000 }), fc.nat());

const usages = fc.record({ inputTokens: tokens, cachedInputTokens: tokens, outputTokens: tokens });
const weightings = fc.record({ inputMilli: milli, cachedInputMilli: milli, outputMilli: milli });

/** The price of a request in thousandths, by the words of the domain: cached input is part of input and weighed apart. */
function thousandths(usage: ModelUsage, weights: Weights): bigint {
  const [input, said, output] = [
    BigInt(usage.inputTokens),
    BigInt(usage.cachedInputTokens),
    BigInt(usage.outputTokens),
  ];
  const cached = said > input ? input : said;
  const lines = [
    { count: input - cached, weight: weights.inputMilli },
    { count: cached, weight: weights.cachedInputMilli },
    { count: output, weight: weights.outputMilli },
  ];
  return lines.reduce((sum, { count, weight }) => sum + count * BigInt(weight), 0n);
}

/** Whole plan tokens, rounded up once; null where no safe integer holds them. */
function modelRate(usage: ModelUsage, weights: Weights): bigint | null {
  const exact = thousandths(usage, weights);
  const whole = exact % 1000n === 0n ? exact / 1000n : exact / 1000n + 1n;
  return whole > BigInt(MOST) ? null : whole;
}

const orNull = (usage: ModelUsage, weights: Weights): bigint | null => {
  try {
    return BigInt(rate(usage, weights));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** More than anything that can be charged: a result beyond the safe integers is larger than every other. */
const size = (result: bigint | null): bigint => result ?? BigInt(MOST) + 1n;

describe("rating", () => {
  it("is the exact product rounded up once, and refused exactly where no safe integer holds it", () => {
    fc.assert(
      fc.property(usages, weightings, (usage, weights) => {
        expect(orNull(usage, weights)).toBe(modelRate(usage, weights));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is exact at the largest amount there is, and refuses the next", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 2 }), (short, over) => {
        const usage = { inputTokens: MOST - short, cachedInputTokens: 0, outputTokens: short + over };
        const same = { inputMilli: 1_000, cachedInputMilli: 1_000, outputMilli: 1_000 };
        expect(orNull(usage, same)).toBe(over === 0 ? BigInt(MOST) : null);
      }),
    );
  });

  it("is never negative: cached input, also more of it than there is input, stays between all cached and none", () => {
    fc.assert(
      fc.property(usages, weightings, (usage, weights) => {
        const price = size(orNull(usage, weights));
        const none = size(orNull({ ...usage, cachedInputTokens: 0 }, weights));
        const all = size(orNull({ ...usage, cachedInputTokens: usage.inputTokens }, weights));
        expect(price).toBeGreaterThanOrEqual(0n);
        expect(price).toBeGreaterThanOrEqual(none < all ? none : all);
        expect(price).toBeLessThanOrEqual(none < all ? all : none);
        const surplus = { ...usage, cachedInputTokens: MOST };
        expect(orNull(surplus, weights)).toBe(orNull({ ...usage, cachedInputTokens: usage.inputTokens }, weights));
      }),
      { numRuns: 1_000 },
    );
  });

  it("never falls when usage or a weight grows", () => {
    const more = fc.tuple(tokens, tokens, milli, milli, milli);
    fc.assert(
      fc.property(usages, weightings, more, (usage, weights, [input, output, byInput, byCached, byOutput]) => {
        const larger = {
          ...usage,
          inputTokens: Math.max(usage.inputTokens, input),
          outputTokens: Math.max(usage.outputTokens, output),
        };
        const dearer = {
          inputMilli: Math.max(weights.inputMilli, byInput),
          cachedInputMilli: Math.max(weights.cachedInputMilli, byCached),
          outputMilli: Math.max(weights.outputMilli, byOutput),
        };
        const price = size(orNull(usage, weights));
        expect(size(orNull(larger, weights))).toBeGreaterThanOrEqual(price);
        expect(size(orNull(usage, dearer))).toBeGreaterThanOrEqual(price);
      }),
      { numRuns: 1_000 },
    );
  });

  it("rounds once: less than one plan token above the exact price, however many kinds have a fraction", () => {
    const some = fc.integer({ min: 0, max: 1_000_000 });
    const everyday = fc.record({ inputTokens: some, cachedInputTokens: some, outputTokens: some });
    const fractions = fc.integer({ min: 0, max: 9_999 });
    const fractional = fc.record({ inputMilli: fractions, cachedInputMilli: fractions, outputMilli: fractions });
    fc.assert(
      fc.property(everyday, fractional, (usage, weights) => {
        const above = BigInt(rate(usage, weights)) * 1000n - thousandths(usage, weights);
        expect(above).toBeGreaterThanOrEqual(0n);
        expect(above).toBeLessThan(1000n);
      }),
      { numRuns: 1_000 },
    );
  });
});
