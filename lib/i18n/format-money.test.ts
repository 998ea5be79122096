import { describe, expect, it } from "vitest";
import { formatCost, formatUnitPrice, formatYuan, formatYuanChange } from "./format-money";

describe("formatYuan", () => {
  it.each([
    [990, "¥9.90", "¥9.9"],
    [100, "¥1.00", "¥1"],
    [29_990, "¥299.90", "¥299.9"],
    [10_000, "¥100.00", "¥100"],
    [5, "¥0.05", "¥0.05"],
    [0, "¥0.00", "¥0"],
    [123_456_789, "¥1,234,567.89", "¥1,234,567.89"],
    [-934, "\u2212¥9.34", "\u2212¥9.34"],
  ])("prints %i fen as %s and %s", (fen, exact, card) => {
    expect(formatYuan(fen)).toBe(exact);
    expect(formatYuan(fen, "card")).toBe(card);
  });

  it("signs a change both ways", () => {
    expect(formatYuanChange(1000)).toBe("+¥10.00");
    expect(formatYuanChange(-1000)).toBe("\u2212¥10.00");
    expect(formatYuanChange(0)).toBe("¥0.00");
  });
});

describe("formatUnitPrice", () => {
  it.each([
    [990, 10_000_000, "¥0.99"],
    [2990, 40_000_000, "¥0.75"],
    [4990, 80_000_000, "¥0.62"],
    [100, 250_000, "¥4.00"],
    [1, 2_000_000, "¥0.01"],
    [1, 2_000_001, "¥0.00"],
  ])("prices %i fen for %i tokens at %s a million, half up", (fen, tokens, text) => {
    expect(formatUnitPrice(fen, tokens)).toBe(text);
  });

  it("refuses a price without tokens", () => {
    expect(() => formatUnitPrice(100, 0)).toThrow(RangeError);
  });
});

describe("formatCost", () => {
  it("keeps three decimals", () => {
    expect(formatCost(469_000)).toBe("¥0.469");
    expect(formatCost(3_752_000)).toBe("¥3.752");
    expect(formatCost(499)).toBe("¥0.000");
    expect(formatCost(-2_500)).toBe("\u2212¥0.003");
  });
});
