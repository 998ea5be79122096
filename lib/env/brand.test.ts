import { describe, expect, it } from "vitest";
import { parseBrand } from "./brand";
import { contrastRatio, onColour } from "./brand-contrast";

describe("parseBrand", () => {
  it("is Chenghe Telecom, in the built-in colours, without any setting", () => {
    expect(parseBrand({})).toMatchObject({
      name: { "zh-CN": "澄禾通信", en: "Chenghe Telecom" },
      htmlAttributes: {},
      htmlStyle: {},
    });
  });

  it("passes both accents to the page with the ink that reads on each", () => {
    const brand = parseBrand({ BRAND_NAME_ZH: "示例移动", BRAND_ACCENT: "#1746a2", BRAND_ACCENT_DARK: "#7ea8ff" });
    expect(brand.name["zh-CN"]).toBe("示例移动");
    expect(brand.htmlAttributes).toEqual({ "data-brand-accent": "" });
    expect(brand.htmlStyle).toMatchObject({
      "--brand-accent-light": "#1746a2",
      "--brand-on-accent-light": "#ffffff",
      "--brand-on-accent-dark": "#04150f",
    });
  });

  it.each([
    ["a pale accent that nobody could read on white", { BRAND_ACCENT: "#9be7c8", BRAND_ACCENT_DARK: "#9be7c8" }],
    ["an accent for one theme only", { BRAND_ACCENT: "#1746a2" }],
    ["a colour that is no colour", { BRAND_OFFER: "red;}", BRAND_OFFER_DARK: "#f08f5c" }],
    ["a logo from another host", { BRAND_LOGO: "https://elsewhere.example/logo.svg" }],
  ])("refuses %s", (_case, source) => {
    expect(() => parseBrand(source)).toThrow();
  });
});

describe("contrast", () => {
  it("knows the extremes", () => {
    expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrastRatio("#ffffff", "#ffffff")).toBe(1);
  });

  it.each(["#0b6a52", "#3dbd97", "#777777", "#ffee00"])("finds readable ink for %s", (fill) => {
    expect(contrastRatio(onColour(fill), fill)).toBeGreaterThanOrEqual(4.3);
  });
});
