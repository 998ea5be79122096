import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/time/calendar";
import { type UsageChartInput, gridTicks, prepareUsageChart } from "./usage-chart";

const days = Array.from({ length: 20 }, (_, index) => addDays("2026-05-01", index));

function chart(more: Partial<UsageChartInput> = {}) {
  return prepareUsageChart({
    days,
    series: [],
    today: "2026-05-20",
    locale: "zh-CN",
    todayLabel: "今天",
    otherName: (count) => `其他${count}个`,
    ...more,
  });
}

function flat(key: string, value: number) {
  return { key, name: key, values: days.map(() => value), previousTotal: value * 10 };
}

describe("gridTicks", () => {
  it("starts at zero, reaches the top, and keeps four to six lines", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (top) => {
        const ticks = gridTicks(top);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(top);
        expect(ticks.length).toBeGreaterThanOrEqual(4);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it("steps as people count", () => {
    expect(gridTicks(2_350_000)).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000]);
    expect(gridTicks(0)).toEqual([0, 1, 2, 3]);
  });
});

describe("prepareUsageChart", () => {
  const six = ["f", "a", "b", "c", "d", "e"].map((key, index) => flat(key, [1, 600, 500, 400, 300, 200][index] ?? 0));

  it("shows four series and merges the rest, with nothing lost", () => {
    const prepared = chart({ series: six });
    expect(prepared.series.map((one) => [one.key, one.slot, one.total])).toEqual([
      ["a", 1, 12_000],
      ["b", 2, 10_000],
      ["c", 3, 8000],
      ["d", 4, 6000],
      ["other", "other", 4020],
    ]);
    expect(prepared.series[4]).toMatchObject({ name: "其他2个", previousTotal: 2010 });
    expect(prepared.total).toBe(six.reduce((sum, one) => sum + one.values.reduce((a, b) => a + b, 0), 0));
  });

  it("adds up by day and by series to one total", () => {
    const series = fc.array(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 20, maxLength: 20 }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(series, (rows) => {
        const prepared = chart({ series: rows.map((values, index) => ({ key: `k${index}`, name: "", values })) });
        const byDay = prepared.days.reduce((sum, day) => sum + day.total, 0);
        const bySeries = prepared.series.reduce((sum, one) => sum + one.total, 0);
        expect([byDay, bySeries]).toEqual([prepared.total, prepared.total]);
        expect(prepared.days.every((day) => day.total <= prepared.max)).toBe(true);
      }),
    );
  });

  it("keeps the colour a series has elsewhere", () => {
    const prepared = chart({ series: six, preferredSlots: { d: 1, a: 3 } });
    expect(prepared.series.map((one) => [one.key, one.slot])).toEqual([
      ["a", 3],
      ["b", 2],
      ["c", 4],
      ["d", 1],
      ["other", "other"],
    ]);
  });

  it("stacks from zero and leaves out what is nothing", () => {
    const day = chart({ series: [flat("a", 10), flat("none", 0), flat("b", 5)] }).days[0];
    expect(day?.parts).toEqual([
      { key: "a", slot: 1, from: 0, to: 10 },
      { key: "b", slot: 2, from: 10, to: 15 },
    ]);
  });

  it("marks today as unfinished and names it", () => {
    const prepared = chart({ series: six });
    expect(prepared.days.filter((day) => day.unfinished).map((day) => [day.day, day.label, day.axis])).toEqual([
      ["2026-05-20", "今天", "always"],
    ]);
    expect(prepared.days.filter((day) => day.axis !== "never").map((day) => day.label)).toEqual([
      ...["5/1", "5/3", "5/5", "5/7", "5/9", "5/11", "5/13", "5/15", "5/17", "今天"],
    ]);
  });

  it("makes room for ticks of the previous period and the average", () => {
    const prepared = chart({
      series: [flat("a", 10)],
      previousByDay: days.map((_, index) => (index === 0 ? null : 95)),
      averagePerDay: 40,
    });
    expect(prepared.max).toBeGreaterThanOrEqual(95);
    expect(prepared).toMatchObject({ hasPrevious: true, previousTotal: 95 * 19, average: 40 });
    expect(prepared.days[0]?.previous).toBeNull();
  });

  it("is calm about nothing", () => {
    expect(chart()).toMatchObject({ total: 0, max: 3, peak: null, hasPrevious: false, previousTotal: null });
  });
});
