import { describe, expect, it } from "vitest";
import { firstNoticeableMonth } from "@/lib/pricing/first-noticeable-month";
import { toInstant } from "@/lib/time/calendar";

describe("firstNoticeableMonth", () => {
  it.each([
    ["2026-05-20T14:32:00+08:00", "2026-07-01T00:00:00+08:00"],
    ["2026-05-01T00:00:00+08:00", "2026-06-01T00:00:00+08:00"],
    ["2026-05-02T00:00:00+08:00", "2026-07-01T00:00:00+08:00"],
    ["2026-12-01T23:59:59+08:00", "2027-01-01T00:00:00+08:00"],
  ])("from %s proposes %s", (now, instant) => {
    expect(firstNoticeableMonth(toInstant(now))).toEqual(toInstant(instant));
  });
});
