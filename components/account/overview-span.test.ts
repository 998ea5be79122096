import { describe, expect, it } from "vitest";
import { overviewSpan } from "./overview-span";

const NOW = "2026-05-20T14:32:00+08:00";

describe("overviewSpan", () => {
  it("shows the running period from its first day to today", () => {
    const span = overviewSpan("2026-05-08T10:00:00+08:00", NOW);
    expect(span).toMatchObject({ kind: "period", from: "2026-05-08", to: "2026-05-20" });
    expect(span.days).toHaveLength(13);
  });

  it("shows two weeks without a period, and while a period is younger than a week", () => {
    for (const start of [null, "2026-05-15T00:00:00+08:00"]) {
      expect(overviewSpan(start, NOW)).toMatchObject({ kind: "days", from: "2026-05-07", to: "2026-05-20" });
    }
    expect(overviewSpan("2026-05-14T23:59:00+08:00", NOW).kind).toBe("period");
  });

  it("counts days in Shanghai", () => {
    expect(overviewSpan(null, "2026-05-20T16:30:00.000Z").to).toBe("2026-05-21");
  });
});
