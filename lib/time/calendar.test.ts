import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayOfMonth,
  dayOfWeek,
  daysBetween,
  monthlyAnniversary,
  shanghaiDay,
  shanghaiParts,
  startOfShanghaiDay,
  toInstant,
} from "./calendar";

describe("calendar", () => {
  it("changes day at 16:00 UTC", () => {
    expect(shanghaiDay(toInstant("2026-05-20T15:59:59.999Z"))).toBe("2026-05-20");
    expect(shanghaiDay(toInstant("2026-05-20T16:00:00.000Z"))).toBe("2026-05-21");
    expect(startOfShanghaiDay("2026-05-21").toISOString()).toBe("2026-05-20T16:00:00.000Z");
  });

  it("agrees with the time-zone database", () => {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
    fc.assert(
      fc.property(fc.integer({ min: 1_577_836_800_000, max: 2_524_608_000_000 }), (ms) => {
        expect(shanghaiDay(toInstant(ms))).toBe(format.format(toInstant(ms)));
      }),
      { numRuns: 200 },
    );
  });

  it("adds and counts days across months, leap years and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(daysBetween("2026-05-20", "2026-10-25")).toBe(158);
    expect(daysBetween("2026-05-20", "2026-05-19")).toBe(-1);
  });

  it("reads the parts of a day and of an instant", () => {
    expect(dayOfMonth("2026-05-09")).toBe(9);
    expect(dayOfWeek("2026-05-20")).toBe(3);
    expect(shanghaiParts(toInstant("2026-05-20T06:32:08Z"))).toEqual({
      year: 2026,
      month: 5,
      day: 20,
      hour: 14,
      minute: 32,
      second: 8,
    });
  });

  it("refuses what is not a day or an instant", () => {
    expect(() => addDays("2026-02-30", 1)).toThrow(RangeError);
    expect(() => startOfShanghaiDay("20260520")).toThrow(RangeError);
    expect(() => toInstant("yesterday")).toThrow(RangeError);
  });

  it("clamps the anniversary to short months and keeps the anchor", () => {
    expect(monthlyAnniversary("2026-05-08", "2026-05-08")).toBe("2026-06-08");
    expect(monthlyAnniversary("2026-01-31", "2026-01-31")).toBe("2026-02-28");
    expect(monthlyAnniversary("2026-01-31", "2026-02-28")).toBe("2026-03-31");
    expect(monthlyAnniversary("2026-01-31", "2026-03-31")).toBe("2026-04-30");
    expect(monthlyAnniversary("2027-11-30", "2028-02-01")).toBe("2028-02-29");
    expect(monthlyAnniversary("2026-12-15", "2026-12-20")).toBe("2027-01-15");
    expect(monthlyAnniversary("2026-06-10", "2026-01-01")).toBe("2026-07-10");
  });
});
