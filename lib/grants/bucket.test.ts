import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BurnDownFacts, compareBurnDown, scopeCovers } from "./bucket";

const base: BurnDownFacts = {
  id: "m",
  modelScope: [],
  free: false,
  expiresAt: "2026-06-08T00:00:00.000Z",
  createdAt: "2026-05-08T00:00:00.000Z",
};

function order(...buckets: Partial<BurnDownFacts>[]): string[] {
  return buckets
    .map((bucket) => ({ ...base, ...bucket }))
    .sort(compareBurnDown)
    .map((bucket) => bucket.id);
}

describe("scopeCovers", () => {
  it("covers everything without a limit, else codes and prefixes", () => {
    expect(scopeCovers([], "glm-5")).toBe(true);
    expect(scopeCovers(["hunyuan-*"], "hunyuan-turbo")).toBe(true);
    expect(scopeCovers(["hunyuan-*"], "hunyuan")).toBe(false);
    expect(scopeCovers(["glm-5"], "glm-5-air")).toBe(false);
    expect(scopeCovers(["glm-5", "*"], "anything")).toBe(true);
  });
});

describe("compareBurnDown", () => {
  it("burns what expires soonest first, whatever else holds", () => {
    expect(
      order({ id: "late", modelScope: ["glm-5"], free: true, expiresAt: "2026-07-01T00:00:00.000Z" }, { id: "soon" }),
    ).toEqual(["soon", "late"]);
  });

  it("then the narrower scope", () => {
    expect(
      order(
        { id: "all", free: true },
        { id: "family", modelScope: ["hunyuan-*"] },
        { id: "model", modelScope: ["hunyuan-turbo"] },
      ),
    ).toEqual(["model", "family", "all"]);
    expect(order({ id: "two", modelScope: ["glm-5", "ernie-5"] }, { id: "one", modelScope: ["glm-5"] })).toEqual([
      "one",
      "two",
    ]);
  });

  it("then free before paid, then the oldest", () => {
    expect(order({ id: "paid", createdAt: "2026-01-01T00:00:00.000Z" }, { id: "free", free: true })).toEqual([
      "free",
      "paid",
    ]);
    expect(order({ id: "new" }, { id: "old", createdAt: "2026-05-01T00:00:00.000Z" })).toEqual(["old", "new"]);
  });

  it("is a total order", () => {
    const facts = fc.record({
      id: fc.constantFrom("a", "b", "c"),
      modelScope: fc.constantFrom([], ["glm-5"], ["hunyuan-*"]),
      free: fc.boolean(),
      expiresAt: fc.integer({ min: 1, max: 3 }),
      createdAt: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(Math.sign(compareBurnDown(a, b))).toBe(-Math.sign(compareBurnDown(b, a)) + 0);
        if (compareBurnDown(a, b) <= 0 && compareBurnDown(b, c) <= 0)
          expect(compareBurnDown(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
