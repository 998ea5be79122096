import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ForecastBucket, forecastBurnDown } from "./forecast-burn-down";

const DAY = 86_400_000;
function bucket(id: string, leftTokens: number, expiresInDays: number, modelScope: string[] = []): ForecastBucket {
  return { id, modelScope, leftTokens, startsAtMs: 0, expiresAtMs: expiresInDays * DAY };
}

describe("forecastBurnDown", () => {
  it("burns one after another and names the run-out", () => {
    const forecast = forecastBurnDown(
      [bucket("a", 500, 30), bucket("b", 300, 40)],
      [{ modelCode: null, tokensPerDay: 100 }],
      0,
    );
    expect(forecast.buckets.get("a")).toEqual({ startMs: 0, endMs: 5 * DAY, usedTokens: 500, unusedTokens: 0 });
    expect(forecast.buckets.get("b")).toEqual({ startMs: 5 * DAY, endMs: 8 * DAY, usedTokens: 300, unusedTokens: 0 });
    expect(forecast.runOut).toEqual({ atMs: 8 * DAY, cause: "used" });
  });

  it("loses what is left at expiry and goes on with the next", () => {
    const forecast = forecastBurnDown(
      [bucket("a", 500, 2), bucket("b", 100, 40)],
      [{ modelCode: null, tokensPerDay: 100 }],
      0,
    );
    expect(forecast.buckets.get("a")).toEqual({ startMs: 0, endMs: 2 * DAY, usedTokens: 200, unusedTokens: 300 });
    expect(forecast.runOut).toEqual({ atMs: 3 * DAY, cause: "used" });
  });

  it("says when the end is an expiry", () => {
    const forecast = forecastBurnDown([bucket("a", 500, 2)], [{ modelCode: null, tokensPerDay: 1 }], 0);
    expect(forecast.runOut).toEqual({ atMs: 2 * DAY, cause: "expired" });
  });

  it("burns a scoped bucket beside the others, and its models fall back when it is gone", () => {
    const forecast = forecastBurnDown(
      [bucket("h", 20, 10, ["hunyuan-*"]), bucket("a", 100, 30)],
      [
        { modelCode: "hunyuan-turbo", tokensPerDay: 10 },
        { modelCode: "glm-5", tokensPerDay: 10 },
      ],
      0,
    );
    expect(forecast.buckets.get("h")).toMatchObject({ endMs: 2 * DAY, unusedTokens: 0 });
    // 2 days at 10, then 4 days at 20.
    expect(forecast.runOut?.atMs).toBe(6 * DAY);
  });

  it("never uses what no model asks for", () => {
    const forecast = forecastBurnDown(
      [bucket("h", 20, 10, ["hunyuan-*"])],
      [{ modelCode: "glm-5", tokensPerDay: 10 }],
      0,
    );
    expect(forecast.buckets.get("h")).toEqual({ startMs: null, endMs: 10 * DAY, usedTokens: 0, unusedTokens: 20 });
    expect(forecast.runOut).toEqual({ atMs: 0, cause: "used" });
  });

  it("splits every bucket into used and unused, and always ends", () => {
    const buckets = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 400 }), fc.boolean()),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        buckets,
        fc.integer({ min: 0, max: 1e7 }),
        fc.integer({ min: 0, max: 1e7 }),
        (rows, general, scoped) => {
          const list = rows.map(([left, days, limited], index) =>
            bucket(String(index), left, days, limited ? ["glm-5"] : []),
          );
          const forecast = forecastBurnDown(
            list,
            [
              { modelCode: null, tokensPerDay: general },
              { modelCode: "glm-5", tokensPerDay: scoped },
            ],
            0,
          );
          for (const one of list) {
            const part = forecast.buckets.get(one.id);
            expect((part?.usedTokens ?? 0) + (part?.unusedTokens ?? 0)).toBe(one.leftTokens);
            expect(part?.endMs).toBeLessThanOrEqual(one.expiresAtMs);
          }
        },
      ),
    );
  });
});
