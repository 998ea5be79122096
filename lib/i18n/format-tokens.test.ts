import { describe, expect, it } from "vitest";
import { formatTokenParts, formatTokens } from "./format-tokens";

describe("formatTokens", () => {
  it.each([
    [36_993_215, "3,699.3万", "36.9M"],
    [18_399_750, "1,839.9万", "18.3M"],
    [209_981, "20.9万", "209.9K"],
    [3_000_000, "300万", "3M"],
    [24_336, "2.4万", "24.3K"],
    [9_999, "9,999", "9.9K"],
    [150_000_000, "1.5亿", "150M"],
    [1_500_000_000, "15亿", "1.5B"],
    [999, "999", "999"],
    [0, "0", "0"],
    [-20_000, "\u22122万", "\u221220K"],
  ])("lists %i as %s and %s", (tokens, zh, en) => {
    expect(formatTokens(tokens, "zh-CN")).toBe(zh);
    expect(formatTokens(tokens, "en")).toBe(en);
  });

  it("splits the big figure from its unit and never shows more than there is", () => {
    expect(formatTokenParts(36_999_999, "zh-CN", { style: "figure" })).toEqual({ number: "3,699", unit: "万" });
    expect(formatTokenParts(36_999_999, "en", { style: "figure" })).toEqual({ number: "36.9M", unit: "" });
    expect(formatTokenParts(8_210, "zh-CN", { style: "figure" })).toEqual({ number: "8,210", unit: "" });
  });

  it("rounds a need up", () => {
    expect(formatTokenParts(22_416_000, "zh-CN", { style: "figure", rounding: "up" }).number).toBe("2,242");
    expect(formatTokens(22_416_001, "en", { rounding: "up" })).toBe("22.5M");
  });

  it("moves to the larger unit when rounding reaches it", () => {
    expect(formatTokens(99_999_999, "zh-CN", { rounding: "up" })).toBe("1亿");
    expect(formatTokens(99_999_999, "zh-CN")).toBe("9,999.9万");
    expect(formatTokens(999_999, "en", { rounding: "up" })).toBe("1M");
  });

  it("gives a daily mean three figures", () => {
    expect(formatTokens(1_779_040, "zh-CN", { style: "rate", rounding: "nearest" })).toBe("177.9万");
    expect(formatTokens(1_779_040, "en", { style: "rate", rounding: "nearest" })).toBe("1.78M");
    expect(formatTokens(17_790_400, "en", { style: "rate", rounding: "nearest" })).toBe("17.8M");
    expect(formatTokens(1_234.6, "zh-CN", { style: "rate", rounding: "nearest" })).toBe("1,235");
  });

  it("keeps what was bought and axis ticks exact, and product names ungrouped", () => {
    expect(formatTokens(40_000_000, "zh-CN", { style: "content" })).toBe("4,000万");
    expect(formatTokens(1_250_000, "en", { style: "content" })).toBe("1.25M");
    expect(formatTokens(12_500, "zh-CN", { style: "axis" })).toBe("1.25万");
    expect(formatTokens(500_000, "en", { style: "axis" })).toBe("500K");
    expect(formatTokens(40_000_000, "zh-CN", { style: "name" })).toBe("4000万");
  });

  it("is exact near the end of the safe integers", () => {
    expect(formatTokens(Number.MAX_SAFE_INTEGER, "zh-CN")).toBe("90,071,992.5亿");
  });
});
