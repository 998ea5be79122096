import { describe, expect, it } from "vitest";
import {
  daysLeft,
  formatAxisDay,
  formatClock,
  formatDay,
  formatDayRange,
  formatFullDay,
  formatInstant,
  lastUsableDay,
} from "./format-time";

const now = "2026-05-20T14:32:00+08:00";

describe("format-time", () => {
  it("prints days and instants in Shanghai, whatever zone they came in", () => {
    expect(formatDay("2026-05-20", "zh-CN", now)).toBe("5月20日");
    expect(formatDay("2026-05-20T17:00:00Z", "zh-CN", now)).toBe("5月21日");
    expect(formatDay("2026-05-20", "en", now)).toBe("20 May");
    expect(formatInstant("2026-06-01T06:32:00Z", "zh-CN", now)).toBe("6月1日 14:32");
    expect(formatInstant("2026-06-01T06:32:00Z", "en", now)).toBe("1 Jun, 14:32");
    expect(formatInstant("2026-05-05T13:14:08Z", "zh-CN", now, "second")).toBe("5月5日 21:14:08");
    expect(formatClock("2026-05-05T13:14:08Z", "second")).toBe("21:14:08");
    expect(formatAxisDay("2026-05-20")).toBe("5/20");
  });

  it("names the year only when it is another", () => {
    expect(formatDay("2027-01-03", "zh-CN", now)).toBe("2027年1月3日");
    expect(formatDay("2027-01-03", "en", now)).toBe("3 Jan 2027");
    // Still 2026 in Greenwich.
    expect(formatDay("2026-12-31T16:00:00Z", "zh-CN", now)).toBe("2027年1月1日");
    expect(formatFullDay("2026-01-01", "zh-CN")).toBe("2026年1月1日");
  });

  it.each([
    ["2026-05-01", "2026-05-20", "5月1日 – 20日", "1 – 20 May"],
    ["2026-05-08", "2026-06-07", "5月8日 – 6月7日", "8 May – 7 Jun"],
    ["2025-05-08", "2025-06-07", "2025年5月8日 – 6月7日", "8 May – 7 Jun 2025"],
    ["2025-12-20", "2026-01-19", "2025年12月20日 – 2026年1月19日", "20 Dec 2025 – 19 Jan 2026"],
    ["2026-05-20", "2026-05-20", "5月20日", "20 May"],
  ])("prints the range from %s to %s", (from, to, zh, en) => {
    expect(formatDayRange(from, to, "zh-CN", now)).toBe(zh);
    expect(formatDayRange(from, to, "en", now)).toBe(en);
  });

  it("names the last usable day of an exclusive end", () => {
    expect(lastUsableDay("2026-06-02T00:00:00+08:00")).toBe("2026-06-01");
    expect(daysLeft("2026-06-02T00:00:00+08:00", now)).toBe(12);
    expect(daysLeft("2026-05-21T00:00:00+08:00", now)).toBe(0);
    expect(daysLeft("2026-05-20T00:00:00+08:00", now)).toBe(-1);
  });
});
