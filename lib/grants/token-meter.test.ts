import { describe, expect, it } from "vitest";
import { toInstant } from "@/lib/time/calendar";
import type { BucketView } from "./bucket";
import { type TokenMeterInput, prepareTokenMeter } from "./token-meter";

const now = toInstant("2026-05-20T14:32:00+08:00");

function bucket(id: string, leftTokens: number, expires: string, more: Partial<BucketView> = {}): BucketView {
  return {
    id,
    source: "pack",
    name: { "zh-CN": id, en: id },
    grantedTokens: leftTokens,
    leftTokens,
    heldTokens: 0,
    modelScope: [],
    free: false,
    startsAt: "2026-05-01T00:00:00+08:00",
    expiresAt: `${expires}T00:00:00+08:00`,
    createdAt: "2026-05-01T00:00:00+08:00",
    ...more,
  };
}

const hunyuan = bucket("hunyuan", 209_000, "2026-06-02", {
  source: "bundle",
  modelScope: ["hunyuan-*"],
  grantedTokens: 400_000,
});
const plan = bucket("plan", 18_399_000, "2026-06-08", { source: "plan", grantedTokens: 40_000_000 });
const credit = bucket("credit", 3_000_000, "2026-06-12", { source: "goodwill", free: true });
const pack = bucket("pack", 15_384_000, "2026-10-26", { grantedTokens: 20_000_000 });

const input: TokenMeterInput = {
  buckets: [pack, plan, hunyuan, credit],
  ratePerDayTokens: 1_779_000,
  daysOfData: 14,
  modelRates: [
    { modelCode: "hunyuan-turbo", tokensPerDay: 10_500 },
    { modelCode: "glm-5", tokensPerDay: 900_000 },
  ],
  now,
  renewal: { at: "2026-06-08T00:00:00+08:00", tokens: 40_000_000 },
};

describe("prepareTokenMeter", () => {
  it("draws the mock's account: order, lengths, run-out and renewal", () => {
    const meter = prepareTokenMeter(input);
    expect(meter.state).toBe("forecast");
    expect(meter.totalLeftTokens).toBe(36_992_000);
    expect(meter.rows.map((row) => [row.no, row.bucket.id, row.tone])).toEqual([
      [1, "hunyuan", 1],
      [2, "plan", 1],
      [3, "credit", 2],
      [4, "pack", 3],
    ]);
    expect(meter.segments.map((span) => [span.no, span.showText])).toEqual([
      [2, true],
      [3, false],
      [4, true],
    ]);
    // 31 days of strip, as drawn in the mock: 33.56, 5.47 and 28.06 per cent.
    expect(meter.segments.map((span) => Math.round(span.widthPercent))).toEqual([34, 5, 28]);
    expect(meter.runOut).toMatchObject({ cause: "used", percent: expect.closeTo(67, 0) });
    expect(meter.runOut?.at.slice(0, 10)).toBe("2026-06-10");
    expect(meter.renewal).toMatchObject({ ghostPercent: meter.runOut?.percent });
    expect(meter.renewal?.lastsUntil?.slice(0, 10)).toBe("2026-07-02");
  });

  it("sets segments end to end up to the run-out", () => {
    const { segments, runOut } = prepareTokenMeter(input);
    let end = 0;
    for (const span of segments) {
      expect(span.leftPercent).toBeCloseTo(end, 1);
      end = span.leftPercent + span.widthPercent;
    }
    expect(end).toBeCloseTo(runOut?.percent ?? 0, 1);
  });

  it("hatches what a limited bucket will lose, in its own lane", () => {
    const [lane, ...others] = prepareTokenMeter(input).lanes;
    expect(others).toEqual([]);
    expect(lane?.modelScope).toEqual(["hunyuan-*"]);
    expect(lane?.unusedTokens).toBe(209_000 - Math.ceil(10_500 * (12 + 9 / 24 + 28 / 1440)));
    const span = lane?.spans[0];
    expect((span?.unusedPercent ?? 0) / (span?.widthPercent ?? 1)).toBeCloseTo((lane?.unusedTokens ?? 0) / 209_000, 2);
  });

  it("does not guess the loss of a limited bucket without rates by model", () => {
    const { modelRates: _, ...plain } = input;
    const meter = prepareTokenMeter(plain);
    expect(meter.rows[0]?.unusedTokens).toBeNull();
    expect(meter.lanes[0]?.unusedTokens).toBe(0);
    expect(meter.lanes[0]?.spans[0]?.unusedPercent).toBe(0);
  });

  it("puts dates under the strip, the necessary ones first and none too close", () => {
    const { ticks } = prepareTokenMeter(input);
    expect(ticks.map((tick) => [tick.kind, tick.day, tick.no])).toEqual([
      ["today", "2026-05-20", null],
      ["day", "2026-05-25", null],
      ["expiry", "2026-06-01", 1],
      ["renewal", "2026-06-08", null],
      ["day", "2026-06-15", null],
    ]);
  });

  it("hatches an unlimited bucket that expires before it is used up", () => {
    const meter = prepareTokenMeter({ ...input, buckets: [bucket("a", 10_000_000, "2026-05-22"), pack] });
    const [first, second] = meter.segments;
    expect(first?.unusedPercent).toBeGreaterThan(0);
    expect(first?.unusedPercent).toBeLessThan(first?.widthPercent ?? 0);
    expect(second?.leftPercent).toBeCloseTo(first?.widthPercent ?? 0, 1);
    expect(meter.rows[0]?.unusedTokens).toBeGreaterThan(7_000_000);
  });

  it("gives no forecast from under three days, and draws tokens alone", () => {
    const meter = prepareTokenMeter({ ...input, daysOfData: 2 });
    expect(meter).toMatchObject({ state: "learning", runOut: null, ticks: [], ratePerDayTokens: null });
    expect(meter.segments.reduce((sum, span) => sum + span.widthPercent, 0)).toBeCloseTo(100, 1);
    expect(meter.rows.every((row) => row.unusedTokens === null)).toBe(true);
  });

  it("knows idle from learning, and zero from both", () => {
    expect(prepareTokenMeter({ ...input, ratePerDayTokens: 0, modelRates: [] }).state).toBe("idle");
    expect(prepareTokenMeter({ ...input, buckets: [] })).toMatchObject({
      state: "zero",
      totalLeftTokens: 0,
      segments: [],
      lanes: [],
      rows: [],
    });
  });

  it("leaves out what is empty, over or not begun", () => {
    const gone = [
      bucket("empty", 0, "2026-06-30"),
      bucket("over", 5, "2026-05-20"),
      bucket("ahead", 5, "2026-06-30", { startsAt: "2026-05-21T00:00:00+08:00" }),
    ];
    expect(prepareTokenMeter({ ...input, buckets: gone }).state).toBe("zero");
  });

  it("shows five buckets and merges the rest", () => {
    const many = Array.from({ length: 8 }, (_, index) => bucket(`b${index}`, 1_000_000, `2026-07-0${index + 1}`));
    const meter = prepareTokenMeter({ ...input, buckets: many });
    expect(meter.rows).toHaveLength(5);
    expect(meter.rest).toMatchObject({ count: 3, leftTokens: 3_000_000, lastExpiresAt: many[7]?.expiresAt });
    expect(meter.segments).toHaveLength(6);
    expect(meter.segments[5]).toMatchObject({ no: null, tone: 4, leftTokens: 3_000_000 });
    expect(meter.segments.map((span) => span.tone)).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it("says when the tokens end by expiry", () => {
    const meter = prepareTokenMeter({ now, daysOfData: 14, ratePerDayTokens: 1000, buckets: [plan] });
    expect(meter.runOut).toMatchObject({ cause: "expired" });
    expect(meter.runOut?.at).toBe("2026-06-07T16:00:00.000Z");
  });

  it("starts the dashed part at a renewal that comes after the run-out", () => {
    const meter = prepareTokenMeter({ ...input, buckets: [credit] });
    expect(meter.renewal?.ghostPercent).toBeGreaterThan(meter.runOut?.percent ?? 100);
    expect(meter.ticks.some((tick) => tick.kind === "renewal")).toBe(true);
  });

  it("draws only lanes for an account with limited buckets alone", () => {
    const meter = prepareTokenMeter({ ...input, buckets: [hunyuan] });
    expect(meter).toMatchObject({ state: "forecast", segments: [], runOut: null });
    expect(meter.lanes).toHaveLength(1);
  });
});
