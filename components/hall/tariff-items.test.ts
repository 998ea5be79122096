import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import type { Catalogue, PackVersionView } from "@/lib/catalogue/catalogue";
import en from "@/lib/i18n/messages/en/hall.json";
import zh from "@/lib/i18n/messages/zh-CN/hall.json";
import { prepareVersionSteps } from "./prepare-version-steps";
import { tariffFields } from "./tariff-fields";
import { searchTariffs, tariffItems } from "./tariff-items";

const first = {
  id: "1",
  versionNo: 1,
  tariffNumber: "P001-1",
  validFrom: "2025-12-31T16:00:00.000Z",
  validTo: "2026-06-30T16:00:00.000Z",
  changeSetNumber: null,
  priceFen: 990,
  quotaTokens: 10_000_000,
};
const second = {
  ...first,
  id: "2",
  versionNo: 2,
  tariffNumber: "P001-2",
  validFrom: "2026-06-30T16:00:00.000Z",
  validTo: null,
  priceFen: 1090,
  state: "announced",
} as const;
const current = { ...first, state: "current" } as const;
const pack: PackVersionView = { ...first, tariffNumber: "A001-1", validTo: null, state: "current", validDays: 90 };
const catalogue: Catalogue = {
  at: "2026-05-20T06:32:00.000Z",
  holdsUntil: first.validTo,
  plans: [
    {
      id: "p",
      code: "lite-10m",
      number: "P001",
      name: { "zh-CN": "轻享版", en: "Lite" },
      audience: "consumer",
      extras: ["uplink-acceleration"],
      current,
      versions: [current, second],
    },
  ],
  packs: [
    {
      id: "a",
      code: "pack-5m",
      number: "A001",
      kind: "pack",
      name: { "zh-CN": "500万词元加油包", en: "5M add-on pack" },
      current: pack,
      versions: [pack],
    },
  ],
  models: [],
  tasks: [],
};
const items = tariffItems(catalogue);
const codes = (text: string) => searchTariffs(items, text).map((item) => item.code);

describe("searchTariffs", () => {
  it("finds by number, by any version's number, by name in either language, and by code", () => {
    expect(codes("p001")).toEqual(["lite-10m"]);
    expect(codes("P001-2")).toEqual(["lite-10m"]);
    expect(codes("轻享")).toEqual(["lite-10m"]);
    expect(codes("add-on 5m")).toEqual(["pack-5m"]);
    expect(codes("Ａ００１")).toEqual(["pack-5m"]);
    expect(codes("  ")).toHaveLength(2);
    expect(codes("p999")).toEqual([]);
  });
});

describe("tariffFields", () => {
  it.each([
    ["zh-CN", zh],
    ["en", en],
  ] as const)("says everything the rules ask for, in %s", (locale, messages) => {
    const t = createTranslator({ locale, messages: messages.tariff });
    for (const item of items) {
      const [version] = item.versions;
      if (!version) throw new Error("no version");
      const fields = tariffFields({ item, version, modelNames: ["A", "B"], serviceLine: "10xxx", locale, t });
      expect(fields.map((field) => field.key)).toEqual(
        expect.arrayContaining([
          "number",
          "structure",
          "charged",
          "standard",
          "counting",
          "service",
          "conditions",
          "area",
          "validity",
          "onSale",
          "overuse",
          "ending",
          "breach",
        ]),
      );
      for (const field of fields) expect(field.value).toMatch(/\S/);
      expect(fields.find((field) => field.key === "standard")?.value).toContain("¥9.90");
    }
  });

  it("names an end that is set", () => {
    const [lite] = items;
    if (!lite?.current) throw new Error("not on sale");
    const t = createTranslator({ locale: "zh-CN", messages: zh.tariff });
    const fields = tariffFields({
      item: lite,
      version: lite.current,
      modelNames: [],
      serviceLine: "10xxx",
      locale: "zh-CN",
      t,
    });
    expect(fields.find((field) => field.key === "onSale")?.value).toBe("2026年1月1日上线，2026年7月1日下线");
    expect(fields.find((field) => field.key === "extras")?.value).toBe("上行加速");
  });
});

describe("prepareVersionSteps", () => {
  const series = [{ key: "price", name: "", valueOf: (version: { priceFen: number }) => version.priceFen }];
  const print = String;

  it("draws a line once something has changed, and leaves out what was withdrawn", () => {
    const steps = prepareVersionSteps({ versions: [current, second], series, now: catalogue.at, printValue: print });
    expect(steps?.lines[0]?.announcedPath).toContain("V");
    expect(steps?.nowPercent).toBeGreaterThan(0);
    expect(prepareVersionSteps({ versions: [current], series, now: catalogue.at, printValue: print })).toBeNull();
    expect(
      prepareVersionSteps({
        versions: [current, { ...second, state: "withdrawn" as const }],
        series,
        now: catalogue.at,
        printValue: print,
      }),
    ).toBeNull();
  });
});
