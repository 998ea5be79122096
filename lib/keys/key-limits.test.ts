import { describe, expect, it } from "vitest";
import { capResetsAt, capsOf, NO_SPEND } from "@/lib/keys/key-limits";
import { toInstant } from "@/lib/time/calendar";

const NEW_YEARS_EVE = toInstant("2026-12-31T15:59:59.999Z");

describe("capResetsAt", () => {
  it("is Shanghai's midnight and first of the month", () => {
    expect(capResetsAt("day", NEW_YEARS_EVE)?.toISOString()).toBe("2026-12-31T16:00:00.000Z");
    expect(capResetsAt("month", NEW_YEARS_EVE)?.toISOString()).toBe("2026-12-31T16:00:00.000Z");
    const first = toInstant("2026-12-31T16:00:00Z");
    expect(capResetsAt("day", first)?.toISOString()).toBe("2027-01-01T16:00:00.000Z");
    expect(capResetsAt("month", first)?.toISOString()).toBe("2027-01-31T16:00:00.000Z");
    expect(capResetsAt("total", first)).toBeNull();
  });
});

describe("capsOf", () => {
  it("names only the caps there are, and never less than nothing left", () => {
    const none = { dayCapTokens: null, monthCapTokens: null, totalCapTokens: null };
    expect(capsOf(none, NO_SPEND, NEW_YEARS_EVE)).toEqual([]);
    const spend = { todayTokens: 7, monthTokens: 11, totalTokens: Number.MAX_SAFE_INTEGER };
    expect(capsOf({ ...none, dayCapTokens: 5, totalCapTokens: Number.MAX_SAFE_INTEGER }, spend, NEW_YEARS_EVE)).toEqual(
      [
        { window: "day", capTokens: 5, spentTokens: 7, leftTokens: 0, resetsAt: "2026-12-31T16:00:00.000Z" },
        {
          window: "total",
          capTokens: Number.MAX_SAFE_INTEGER,
          spentTokens: Number.MAX_SAFE_INTEGER,
          leftTokens: 0,
          resetsAt: null,
        },
      ],
    );
  });
});
