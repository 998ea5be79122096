import { describe, expect, it } from "vitest";
import { formatTerm } from "./format-terms";
import { noticeRows } from "./notice-rows";

const name = { "zh-CN": "轻享版", en: "Lite" };
const glm = { "zh-CN": "GLM-5", en: "GLM-5" };
const weights = { inputMilli: 2000, cachedInputMilli: 400, outputMilli: 8000 };

const items = [
  {
    kind: "plan",
    code: "lite-10m",
    name,
    before: { priceFen: 990, quotaTokens: 10_000_000 },
    after: { priceFen: 1090, quotaTokens: 12_345_678 },
  },
  { kind: "weight", code: "glm-5", name: glm, before: weights, after: { ...weights, outputMilli: 9600 } },
  {
    kind: "pack",
    code: "p",
    name,
    before: { priceFen: 1, quotaTokens: 1, validDays: 1 },
    after: { priceFen: 1, quotaTokens: 1, validDays: 1 },
  },
] as const;

describe("noticeRows", () => {
  it("says in Chinese what was and what will be", () => {
    expect(noticeRows(items, "zh-CN").map((row) => [row.label, row.before, row.after])).toEqual([
      ["轻享版 · 月费", "¥9.90", "¥10.90"],
      ["轻享版 · 每月词元", "1000万", "12,345,678"],
      ["GLM-5 · 抵扣系数（输入、缓存输入、输出）", "2.0、0.40、8.0", "2.0、0.40、9.6"],
    ]);
  });

  it("says the same in English", () => {
    expect(noticeRows(items, "en").map((row) => [row.label, row.before, row.after])).toEqual([
      ["Lite · monthly fee", "¥9.90", "¥10.90"],
      ["Lite · tokens a month", "10M", "12,345,678"],
      ["GLM-5 · weights (input, cached input, output)", "2.0, 0.40, 8.0", "2.0, 0.40, 9.6"],
    ]);
  });
});

describe("formatTerm", () => {
  const words = { locale: "en", days: (days: number) => `${days} days` } as const;
  it.each([
    [1_230_000_000, "1.23B"],
    [1_234_567_890, "1,234,567,890"],
    [400_000, "400K"],
    [250_001, "250,001"],
  ])("rounds nothing of %i tokens away", (tokens, text) => {
    expect(formatTerm("quotaTokens", tokens, words)).toBe(text);
  });

  it("prints a weight as the tariff's column of it does", () => {
    expect(formatTerm("inputMilli", 500, words)).toBe("0.5");
    expect(formatTerm("cachedInputMilli", 1_000, words)).toBe("1.00");
    expect(formatTerm("outputMilli", 8_000, words)).toBe("8.0");
  });
});
