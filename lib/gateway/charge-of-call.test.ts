import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import { type CallEnding, chargeOfCall } from "@/lib/gateway/charge-of-call";
import { affordableOutput, mostCost } from "@/lib/gateway/estimate";

const BOUNDS = { inputTokens: 100, outputLimit: 50, choices: 2 };
const CONTEXT = 1_000;
const ending = (more: Partial<CallEnding>): CallEnding => ({
  how: "completed",
  reported: null,
  hasOutput: true,
  countInput: () => 90,
  countOutput: () => 40,
  ...more,
});
const reported = (inputTokens: number, outputTokens: number, cachedInputTokens = 0) => ({
  inputTokens,
  cachedInputTokens,
  outputTokens,
});

describe("chargeOfCall", () => {
  it("charges what upstream reports", () => {
    expect(chargeOfCall(ending({ reported: reported(120, 60, 20) }), BOUNDS, CONTEXT, "delivered")).toEqual({
      usage: reported(120, 60, 20),
      outcome: "completed",
      overLimitTokens: 0,
    });
  });

  it("charges no output beyond the limit that was sent, no input beyond the context", () => {
    expect(chargeOfCall(ending({ reported: reported(9e15, 130) }), BOUNDS, CONTEXT, "delivered")).toEqual({
      usage: reported(CONTEXT, 100),
      outcome: "completed",
      overLimitTokens: 30,
    });
  });

  it("counts when nothing is reported, up to what was held", () => {
    expect(
      chargeOfCall(ending({ countInput: () => 500, countOutput: () => 500 }), BOUNDS, CONTEXT, "delivered"),
    ).toEqual({
      usage: reported(100, 100),
      outcome: "counted",
      overLimitTokens: 0,
    });
  });

  it("charges a client who left for what came, and nothing when nothing came", () => {
    expect(chargeOfCall(ending({ how: "client_left" }), BOUNDS, CONTEXT, "delivered")).toMatchObject({
      usage: reported(90, 40),
      outcome: "client_left",
    });
    expect(
      chargeOfCall(ending({ how: "client_left", reported: reported(500, 60) }), BOUNDS, CONTEXT, "delivered"),
    ).toMatchObject({
      usage: reported(100, 60),
    });
    expect(chargeOfCall(ending({ how: "client_left", hasOutput: false }), BOUNDS, CONTEXT, "delivered")).toBeNull();
  });

  it("charges a client who left nothing where the operator's rule is so, and everybody else as always", () => {
    const left = ending({ how: "client_left", reported: reported(10, 5) });
    expect(chargeOfCall(left, BOUNDS, CONTEXT, "nothing")).toBeNull();
    expect(chargeOfCall(ending({}), BOUNDS, CONTEXT, "nothing")).toEqual(
      chargeOfCall(ending({}), BOUNDS, CONTEXT, "delivered"),
    );
  });

  it("never charges above the hold whoever left or is charged by our count", () => {
    const natural = fc.integer({ min: 0, max: 1e9 });
    const milli = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        fc.constantFrom("delivered" as const, "nothing" as const),
        fc.boolean(),
        fc.option(fc.tuple(natural, natural, natural)),
        natural,
        natural,
        milli,
        milli,
        milli,
        (rule, left, told, input, output, inputMilli, cachedInputMilli, outputMilli) => {
          const report = left && told ? reported(told[0], told[1], told[2]) : null;
          const charge = chargeOfCall(
            ending({
              how: left ? "client_left" : "completed",
              reported: report,
              countInput: () => input,
              countOutput: () => output,
            }),
            BOUNDS,
            CONTEXT,
            rule,
          );
          const weights = { inputMilli, cachedInputMilli, outputMilli };
          expect(charge === null || rate(charge.usage, weights) <= mostCost(BOUNDS, weights)).toBe(true);
        },
      ),
    );
  });
});

describe("estimate", () => {
  it("affords the longest output whose cost stays within the tokens", () => {
    const milli = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(
        milli,
        milli,
        milli,
        fc.integer({ min: 0, max: 1e7 }),
        fc.integer({ min: 1, max: 8 }),
        (inputMilli, cachedInputMilli, outputMilli, tokens, choices) => {
          const weights = { inputMilli, cachedInputMilli, outputMilli };
          const bounds = { inputTokens: 1_000, outputLimit: 10_000, choices };
          const limit = affordableOutput(bounds, weights, tokens);
          if (limit !== null) expect(mostCost({ ...bounds, outputLimit: limit }, weights)).toBeLessThanOrEqual(tokens);
          // One token more, or the prompt alone, is too dear.
          const tooMuch = limit === null ? 0 : limit + 1;
          if (tooMuch <= bounds.outputLimit)
            expect(mostCost({ ...bounds, outputLimit: tooMuch }, weights)).toBeGreaterThan(tokens);
        },
      ),
    );
  });

  it("holds for amounts near the edge of the safe integers, and refuses beyond", () => {
    const dear = { inputMilli: 2_000_000_000, cachedInputMilli: 0, outputMilli: 2_000_000_000 };
    expect(mostCost({ inputTokens: 1_000_000, outputLimit: 1_000_000, choices: 8 }, dear)).toBe(18_000_000_000_000);
    expect(() => mostCost({ inputTokens: Number.MAX_SAFE_INTEGER, outputLimit: 1, choices: 1 }, dear)).toThrow(
      RangeError,
    );
  });
});
