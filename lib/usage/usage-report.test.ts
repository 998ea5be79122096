import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/time/calendar";
import type { UsageDay } from "./usage";
import { prepareUsageReport, previousSpan, slotsInOrder, type UsageReportInput } from "./usage-report";

const FROM = "2026-05-01";
const TO = "2026-05-05";
const MODELS = ["a", "b", "c", "d", "e", "f"];

function row(more: Partial<UsageDay>): UsageDay {
  return {
    day: FROM,
    modelCode: "a",
    keyId: "key_1",
    keyName: "laptop",
    requests: 1,
    inputTokens: 10,
    cachedInputTokens: 4,
    outputTokens: 5,
    planTokens: 100,
    ...more,
  };
}

function report(more: Partial<UsageReportInput>) {
  return prepareUsageReport({
    from: FROM,
    to: TO,
    today: TO,
    rows: [],
    previousRows: [],
    metric: "plan",
    group: "model",
    names: {},
    order: MODELS,
    locale: "zh-CN",
    todayLabel: "今天",
    otherName: (count) => `其他${count}个`,
    ...more,
  });
}

describe("previousSpan", () => {
  it("is as long and ends the day before", () => {
    expect(previousSpan(FROM, TO)).toEqual({ from: "2026-04-26", to: "2026-04-30" });
    expect(previousSpan(TO, TO)).toEqual({ from: "2026-05-04", to: "2026-05-04" });
  });
});

describe("slotsInOrder", () => {
  it("gives each model its own colour by its place", () => {
    expect(slotsInOrder(["x", "y", "z", "u", "v"])).toEqual({ x: 1, y: 2, z: 3, u: 4, v: 1 });
  });
});

describe("prepareUsageReport", () => {
  const rows = [
    row({ planTokens: 900 }),
    row({ modelCode: "b", keyId: "key_2", keyName: "server", requests: 3, planTokens: 300 }),
    row({ day: TO, modelCode: "b", planTokens: 50 }),
  ];
  const previousRows = [row({ day: "2026-04-28", planTokens: 500 }), row({ day: "2026-04-29", modelCode: "c" })];

  it("counts what the metric says", () => {
    expect(report({ rows }).amount.now).toBe(1250);
    expect(report({ rows, metric: "calls" }).amount.now).toBe(5);
    // Cached input is part of input: 10 + 5, not 19.
    expect(report({ rows, metric: "model" }).amount.now).toBe(45);
  });

  it("groups by model or key", () => {
    expect(report({ rows }).rows.map(({ key, amount, calls }) => [key, amount, calls])).toEqual([
      ["a", 900, 1],
      ["b", 350, 4],
    ]);
    const byKey = report({ rows, group: "key", names: { key_1: "laptop", key_2: "server" } });
    expect(byKey.rows.map(({ name, amount }) => [name, amount])).toEqual([
      ["laptop", 950],
      ["server", 300],
    ]);
  });

  it("compares with the period before, with what was used only then", () => {
    const { amount, calls, meanPerCall, rows: lines } = report({ rows, previousRows });
    expect(amount).toEqual({ now: 1250, before: 600 });
    expect(calls).toEqual({ now: 5, before: 2 });
    expect(meanPerCall).toEqual({ now: 250, before: 300 });
    expect(lines.find(({ key }) => key === "c")).toMatchObject({ amount: 0, previousAmount: 100 });
    expect(lines.reduce((sum, { previousAmount }) => sum + (previousAmount ?? 0), 0)).toBe(600);
  });

  it("marks no day before the first use of the period before", () => {
    const { chart } = report({ rows, previousRows });
    expect(chart.days.map(({ previous }) => previous)).toEqual([null, null, 500, 100, 0]);
  });

  it("has nothing to compare with when nothing was used before", () => {
    const { amount, meanPerCall, chart } = report({ rows });
    expect(amount.before).toBeNull();
    expect(meanPerCall.before).toBeNull();
    expect(chart.hasPrevious).toBe(false);
  });

  it("is calm about nothing", () => {
    expect(report({})).toMatchObject({ rows: [], amount: { now: 0, before: null }, meanPerCall: { now: null } });
  });

  it("adds up: chart, table and figures are one total, on every metric and group", () => {
    const anyRow = fc.record({
      day: fc.integer({ min: 0, max: 4 }).map((index) => addDays(FROM, index)),
      modelCode: fc.constantFrom(...MODELS),
      keyId: fc.constantFrom("key_1", "key_2", "key_3", "key_4", "key_5", "key_6"),
      requests: fc.integer({ min: 1, max: 1e6 }),
      planTokens: fc.integer({ min: 0, max: 1e12 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 40 }),
        fc.array(anyRow, { maxLength: 40 }),
        fc.constantFrom("plan", "calls", "model"),
        fc.constantFrom("model", "key"),
        (now, then, metric, group) => {
          const previous = then.map((one) => row({ ...one, day: addDays(one.day, -5) }));
          const made = report({ rows: now.map(row), previousRows: previous, metric, group });
          const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
          expect(sum(made.rows.map(({ amount }) => amount))).toBe(made.amount.now);
          expect(sum(made.rows.map(({ calls }) => calls))).toBe(made.calls.now);
          expect(made.chart.total).toBe(made.amount.now);
          expect(sum(made.rows.map(({ previousAmount }) => previousAmount))).toBe(made.amount.before ?? 0);
          expect(made.chart.previousTotal).toBe(made.amount.before);
        },
      ),
    );
  });
});
