import { describe, expect, it } from "vitest";
import { figuresMark, OverviewFigures } from "./overview-figures";

const figures: OverviewFigures = {
  at: "2026-05-20T06:32:00.000Z",
  buckets: [{ id: "grt_1", leftTokens: 500, heldTokens: 0 }],
  days: [{ day: "2026-05-20", requests: 1, planTokens: 20 }],
  keys: [{ id: "key_1", lastUsedAt: null }],
};

describe("figuresMark", () => {
  it("is blind to when the figures were read", () => {
    expect(figuresMark({ ...figures, at: "2026-05-20T06:33:00.000Z" })).toBe(figuresMark(figures));
  });

  it.each([
    ["a charge", { days: [{ day: "2026-05-20", requests: 2, planTokens: 25 }] }],
    ["a hold", { buckets: [{ id: "grt_1", leftTokens: 500, heldTokens: 9 }] }],
    ["a new bucket", { buckets: [...figures.buckets, { id: "grt_2", leftTokens: 1, heldTokens: 0 }] }],
    ["a key's use", { keys: [{ id: "key_1", lastUsedAt: "2026-05-20T06:32:30.000Z" }] }],
    ["a revoked key", { keys: [] }],
  ])("changes with %s", (_what, change) => {
    expect(figuresMark({ ...figures, ...change })).not.toBe(figuresMark(figures));
  });

  it("reads what /api/overview says and drops the rest", () => {
    expect(OverviewFigures.parse({ ...figures, rate: { tokensPerDay: 3 } })).toEqual(figures);
    expect(OverviewFigures.safeParse({ ...figures, buckets: [{ id: "grt_1" }] }).success).toBe(false);
  });
});
