import { describe, expect, it } from "vitest";
import { CALLS_STEP, MOST_CALLS, readUsageQuery, usageSearch } from "./usage-query";

const frame = { today: "2026-05-20", periodFrom: "2026-05-08" };
const read = (params: Record<string, string | string[]>) => readUsageQuery(params, frame);

describe("readUsageQuery", () => {
  it("shows the last 30 days, plan tokens by model, unless told", () => {
    expect(read({})).toEqual({
      range: "30",
      from: "2026-04-21",
      to: "2026-05-20",
      problem: null,
      metric: "plan",
      group: "model",
      day: null,
      after: null,
      show: CALLS_STEP,
      call: null,
    });
  });

  it.each([
    [{ range: "7" }, "7", "2026-05-14"],
    [{ range: "90" }, "90", "2026-02-20"],
    [{ range: "period" }, "period", "2026-05-08"],
    [{ range: "12" }, "30", "2026-04-21"],
    [{ range: "14", from: "2026-01-01", to: "2026-01-31" }, "14", "2026-05-07"],
  ])("reads %o as %s from %s to today", (params, range, from) => {
    expect(read(params)).toMatchObject({ range, from, to: "2026-05-20", problem: null });
  });

  it("has no plan period without a plan", () => {
    expect(readUsageQuery({ range: "period" }, { ...frame, periodFrom: null }).range).toBe("30");
  });

  it("takes dates, up to today", () => {
    expect(read({ from: "2026-05-01", to: "2026-05-05" })).toMatchObject({
      range: "custom",
      from: "2026-05-01",
      to: "2026-05-05",
    });
    expect(read({ from: "2026-05-01", to: "2026-09-30" })).toMatchObject({ to: "2026-05-20", problem: null });
    expect(read({ from: "2026-05-01" })).toMatchObject({ range: "custom", to: "2026-05-20" });
  });

  it.each([
    [{ from: "2026-02-30", to: "2026-03-02" }, "unreadable"],
    [{ from: "yesterday", to: "2026-03-02" }, "unreadable"],
    [{ from: "0001-01-01", to: "2026-03-02" }, "unreadable"],
    [{ from: "2026-03-01", to: "99999-01-01" }, "unreadable"],
    [{ to: "2026-03-02" }, "unreadable"],
    [{ from: "2026-03-03", to: "2026-03-02" }, "backwards"],
    [{ from: "2026-06-01", to: "2026-06-02" }, "backwards"],
    [{ from: "2024-01-01", to: "2026-03-02" }, "tooLong"],
  ])("shows the usual range for %o and says why: %s", (params, problem) => {
    expect(read(params)).toMatchObject({ range: "30", from: "2026-04-21", problem });
  });

  it("keeps a day only inside the range", () => {
    expect(read({ day: "2026-05-05" }).day).toBe("2026-05-05");
    expect(read({ day: "2026-04-20" }).day).toBeNull();
    expect(read({ day: "2026-05-0x" }).day).toBeNull();
    expect(read({ day: ["2026-05-05", "2026-05-06"] }).day).toBeNull();
  });

  it.each([
    ["40", 40],
    ["41", 60],
    ["-3", CALLS_STEP],
    ["many", CALLS_STEP],
    ["1e9", MOST_CALLS],
    ["Infinity", CALLS_STEP],
  ])("shows calls in steps: %s is %i", (show, calls) => {
    expect(read({ show }).show).toBe(calls);
  });

  it.each([
    {},
    { range: "7", by: "key", metric: "calls" },
    { range: "period", day: "2026-05-09", show: "60" },
    { from: "2026-03-01", to: "2026-03-31", day: "2026-03-05", call: "evt_1", after: "evt_2" },
  ])("comes back from the address it writes: %o", (params) => {
    const query = read(params);
    const search = new URLSearchParams(usageSearch(query));
    expect(Object.fromEntries(search)).toEqual(params);
    expect(read(Object.fromEntries(search))).toEqual(query);
  });

  it("changes one thing and keeps the rest", () => {
    expect(usageSearch(read({ by: "key", day: "2026-05-05" }), { day: null, metric: "model" })).toBe(
      "?by=key&metric=model",
    );
    expect(usageSearch(read({}))).toBe("");
  });
});
