import { describe, expect, it } from "vitest";
import { chooseHighlight } from "./choose-highlight";
import { noticeChanges } from "./notice-changes";

const plans = [
  { code: "lite", current: { priceFen: 990, quotaTokens: 10_000_000 } },
  { code: "premium", current: { priceFen: 4990, quotaTokens: 80_000_000 } },
];

describe("chooseHighlight", () => {
  it("lets exactly one plan stand out, and says why", () => {
    expect(chooseHighlight(plans, "lite")).toEqual({ code: "lite", reason: "estimate", lowestCode: "premium" });
    expect(chooseHighlight(plans, null)).toEqual({ code: "premium", reason: "unitPrice", lowestCode: "premium" });
    expect(chooseHighlight(plans, "not-shown")).toMatchObject({ code: "premium", reason: "unitPrice" });
    expect(chooseHighlight([], null)).toBeNull();
  });
});

describe("noticeChanges", () => {
  it("names what changes and leaves out what stays", () => {
    expect(
      noticeChanges({
        kind: "plan",
        before: { priceFen: 990, quotaTokens: 1 },
        after: { priceFen: 1090, quotaTokens: 1 },
      }),
    ).toEqual([{ field: "priceFen", before: "¥9.90", after: "¥10.90" }]);
    const weights = { inputMilli: 2000, cachedInputMilli: 400, outputMilli: 8000 };
    expect(noticeChanges({ kind: "weight", before: weights, after: { ...weights, outputMilli: 9600 } })).toEqual([
      { field: "outputMilli", before: "8.0", after: "9.6" },
    ]);
  });
});
