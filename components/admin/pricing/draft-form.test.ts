import { describe, expect, it } from "vitest";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import {
  changesOf,
  contentOf,
  type DraftForm,
  formOf,
  isUnsaved,
  withFields,
  withoutField,
  withText,
} from "./draft-form";
import { touchedSubscriptions } from "./touched-subscriptions";

const name = { "zh-CN": "轻享版", en: "Lite" };
const lite = { kind: "plan", code: "lite-10m", name } as const;
const inForce = { priceFen: 990, quotaTokens: 10_000_000 };
const person = { id: "stf_1", name: "周颖" };

const set: ChangeSetView = {
  number: "PC-2026-001",
  title: "轻享版调价",
  reason: "上游成本上涨",
  reasonEn: "",
  status: "draft",
  effectiveAt: "2026-06-30T16:00:00.000Z",
  subscriptionPolicy: "next_renewal",
  version: 2,
  created: { by: person, at: "2026-05-20T06:05:00.000Z" },
  contributors: [person],
  submitted: null,
  approved: null,
  published: null,
  closed: null,
  items: [{ ...lite, before: inForce, after: { ...inForce, priceFen: 1090 }, inForce }],
  moves: ["submit", "discard"],
  maySave: true,
  isMine: true,
};

const empty: DraftForm = { ...formOf({ ...set, items: [] }, "zh-CN") };

describe("the draft form", () => {
  it("shows changed fields only, as they are typed", () => {
    expect(formOf(set, "zh-CN")).toMatchObject({
      effectiveAt: "2026-07-01T00:00",
      items: [{ code: "lite-10m", rows: [{ field: "priceFen", text: "10.90" }] }],
    });
  });

  it("is saved as soon as it says what the server has", () => {
    const form = formOf(set, "zh-CN");
    expect(isUnsaved(form, set, "zh-CN")).toBe(false);
    expect(isUnsaved(withText(form, "plan:lite-10m", "priceFen", "10.9"), set, "zh-CN")).toBe(false);
    expect(isUnsaved(withText(form, "plan:lite-10m", "priceFen", "11"), set, "zh-CN")).toBe(true);
    expect(isUnsaved({ ...form, title: "别的" }, set, "zh-CN")).toBe(true);
    expect(isUnsaved({ ...form, reasonEn: "Upstream costs more" }, set, "zh-CN")).toBe(true);
    expect(isUnsaved(withoutField(form, "plan:lite-10m", "priceFen"), set, "zh-CN")).toBe(true);
  });

  it("wants saving again when the price in force has moved under it", () => {
    const moved = { ...set, items: set.items.map((item) => ({ ...item, inForce: { ...inForce, priceFen: 1000 } })) };
    expect(isUnsaved(formOf(moved, "zh-CN"), moved, "zh-CN")).toBe(true);
  });

  it("sends whole terms, unchanged fields included, and nothing while a field is not typed right", () => {
    const form = formOf(set, "zh-CN");
    expect(contentOf(form, "zh-CN")).toEqual({
      title: set.title,
      reason: set.reason,
      reasonEn: "",
      effectiveAt: set.effectiveAt,
      subscriptionPolicy: "next_renewal",
      items: [{ kind: "plan", code: "lite-10m", after: { priceFen: 1090, quotaTokens: 10_000_000 } }],
    });
    for (const text of ["", "0", "10,9", "-1", "10.905"]) {
      expect(contentOf(withText(form, "plan:lite-10m", "priceFen", text), "zh-CN")).toBeNull();
    }
    expect(contentOf({ ...form, effectiveAt: "" }, "zh-CN")).toBeNull();
    expect(contentOf({ ...form, title: " " }, "zh-CN")).toBeNull();
  });

  it("adds fields in the kind's order, once, and drops an item with its last field", () => {
    const item = { ...lite, terms: inForce };
    const quota = withFields(empty, item, ["quotaTokens"], "zh-CN");
    const both = withFields(quota, item, ["priceFen", "quotaTokens"], "zh-CN");
    expect(both.items.map(({ rows }) => rows)).toEqual([
      [
        { field: "priceFen", text: "9.90" },
        { field: "quotaTokens", text: "1000" },
      ],
    ]);
    expect(withoutField(quota, "plan:lite-10m", "quotaTokens").items).toEqual([]);
  });

  it("counts as changes only what differs from now", () => {
    const form = withFields(empty, { ...lite, terms: inForce }, ["priceFen"], "zh-CN");
    expect(changesOf(form, "zh-CN")).toEqual([]);
    expect(changesOf(withText(form, "plan:lite-10m", "priceFen", "10.90"), "zh-CN")).toHaveLength(1);
  });
});

describe("touchedSubscriptions", () => {
  const running = { "lite-10m": 18_240, "premium-80m": 3_187, "standard-40m": 9_612 };
  const change = { ...lite, before: inForce, after: { ...inForce, priceFen: 1090 } };
  const weights = { inputMilli: 2000, cachedInputMilli: 400, outputMilli: 8000 };
  const weight = {
    kind: "weight",
    code: "glm-5",
    name,
    before: weights,
    after: { ...weights, inputMilli: 2400 },
  } as const;

  it("adds up the plans that change, and with a weight everybody else", () => {
    expect(touchedSubscriptions([change], running)).toMatchObject({ count: 18_240, all: 31_039, byWeightOnly: 0 });
    expect(touchedSubscriptions([change, weight], running)).toMatchObject({ count: 31_039, byWeightOnly: 12_799 });
    expect(touchedSubscriptions([{ ...change, after: inForce }], running).count).toBe(0);
  });
});
