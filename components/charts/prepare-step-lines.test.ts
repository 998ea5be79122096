import { describe, expect, it } from "vitest";
import { type StepSeries, prepareStepLines } from "./prepare-step-lines";

const frame = {
  from: "2026-01-01T00:00:00+08:00",
  to: "2026-04-11T00:00:00+08:00",
  now: "2026-03-22T00:00:00+08:00",
  printValue: String,
};

function line(key: string, points: StepSeries["points"]): StepSeries {
  return { key, name: key, slot: 1, points };
}

describe("prepareStepLines", () => {
  it("steps at changes, and parts what is announced from what is in force", () => {
    const prepared = prepareStepLines({
      ...frame,
      series: [
        line("lite", [
          { at: "2026-01-01T00:00:00+08:00", value: 20 },
          { at: "2026-02-10T00:00:00+08:00", value: 40 },
          { at: "2026-04-01T00:00:00+08:00", value: 30 },
        ]),
      ],
    });
    expect(prepared.nowPercent).toBe(80);
    expect(prepared.lines[0]).toMatchObject({
      path: "M0 50H40V0H80",
      announcedPath: "M80 0H90V25H100",
      endLabel: "lite 30",
    });
    expect(prepared.ticks.map((tick) => tick.label)).toEqual(["0", "10", "20", "30", "40"]);
    expect(prepared.days.map((day) => day.label)).toEqual(["1/1", "1/26", "2/20", "3/17", "4/11"]);
  });

  it("carries in what was in force before, and ends a withdrawn item", () => {
    const prepared = prepareStepLines({
      ...frame,
      series: [
        line("old", [
          { at: "2025-06-01T00:00:00+08:00", value: 10 },
          { at: "2026-02-10T00:00:00+08:00", value: null },
        ]),
      ],
    });
    expect(prepared.lines[0]).toMatchObject({ path: "M0 0H40", announcedPath: "", endLabel: "old 10" });
  });

  it("keeps end labels apart and inside the plot", () => {
    const at = frame.from;
    const prepared = prepareStepLines({
      ...frame,
      series: [9.8, 10, 0, 0.1].map((value, index) => line(`s${index}`, [{ at, value }])),
    });
    const places = prepared.lines.map((one) => one.labelPercent).sort((a, b) => a - b);
    for (const [index, place] of places.entries()) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(100);
      if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(12.9);
    }
  });
});
