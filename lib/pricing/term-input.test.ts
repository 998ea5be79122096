import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locale";
import { TERM_LIMITS, type TermField } from "@/lib/pricing/change-set";
import { parseTerm, printTerm } from "@/lib/pricing/term-input";

const FIELDS: TermField[] = ["priceFen", "quotaTokens", "validDays", "inputMilli", "cachedInputMilli", "outputMilli"];

describe("term input", () => {
  it.each([
    ["priceFen", 1090, "10.90"],
    ["priceFen", 5, "0.05"],
    ["quotaTokens", 10_000_000, "1000"],
    ["quotaTokens", 400_000, "40"],
    ["quotaTokens", 250_001, "25.0001"],
    ["validDays", 90, "90"],
    ["inputMilli", 2400, "2.40"],
    ["cachedInputMilli", 125, "0.125"],
  ] as const)("%s %i is typed as %s", (field, value, text) => {
    expect(printTerm(field, value, "zh-CN")).toBe(text);
    expect(parseTerm(field, text, "zh-CN")).toBe(value);
  });

  it("counts tokens in millions in English", () => {
    expect(printTerm("quotaTokens", 10_000_000, "en")).toBe("10");
    expect(parseTerm("quotaTokens", "0.4", "en")).toBe(400_000);
  });

  it.each(["", "0", "0.00", "-9.9", "10,90", "1e3", "10.905", "1000000000000", "NaN", "９.９"])(
    "refuses %j as a price",
    (text) => {
      expect(parseTerm("priceFen", text, "zh-CN")).toBeNull();
    },
  );

  it("reads back exactly what it printed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELDS),
        fc.constantFrom(...LOCALES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (field, locale, part) => {
          const value = Math.max(1, Math.floor(part * TERM_LIMITS[field]));
          expect(parseTerm(field, printTerm(field, value, locale), locale)).toBe(value);
        },
      ),
    );
  });
});
