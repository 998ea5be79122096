import { describe, expect, it } from "vitest";
import { formatChange, formatCount, formatShare, formatWeight } from "./format-number";

describe("format-number", () => {
  it("groups every digit", () => {
    expect(formatCount(34_322_645)).toBe("34,322,645");
    expect(formatCount(-9120)).toBe("\u22129,120");
  });

  it("prints shares without an idle decimal", () => {
    expect(formatShare(15_765_819, 34_322_645)).toBe("45.9%");
    expect(formatShare(7, 7)).toBe("100%");
    expect(formatShare(1, 0)).toBe("0%");
  });

  it("signs changes", () => {
    expect(formatChange(34_322_645, 28_218_697)).toBe("+21.6%");
    expect(formatChange(95, 100)).toBe("\u22125.0%");
    expect(formatChange(100, 100)).toBe("0.0%");
    expect(formatChange(100, 0)).toBeNull();
  });

  it.each([
    [2000, "2.0"],
    [1500, "1.5"],
    [400, "0.40"],
    [320, "0.32"],
    [100, "0.10"],
    [125, "0.125"],
    [6400, "6.4"],
    [2400, "2.4"],
    [1125, "1.125"],
  ])("prints the weight %i as %s", (milli, text) => {
    expect(formatWeight(milli)).toBe(text);
  });

  it.each([
    [500, "0.5", "0.50"],
    [1000, "1.0", "1.00"],
    [1600, "1.6", "1.60"],
    [100, "0.1", "0.10"],
    [320, "0.32", "0.32"],
    [1125, "1.125", "1.125"],
    [0, "0.0", "0.00"],
  ])("lines the weight %i up as %s, or %s for cached input", (milli, text, cached) => {
    expect(formatWeight(milli, "input")).toBe(text);
    expect(formatWeight(milli, "output")).toBe(text);
    expect(formatWeight(milli, "cached")).toBe(cached);
  });
});
