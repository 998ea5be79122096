import { describe, expect, it } from "vitest";
import { firstRun } from "./first-run";

const fresh = { hasTokens: false, hasKey: false, daysOfData: 0, tokensUsedToday: 0, callsToday: 0 };
const states = (facts: Parameters<typeof firstRun>[0]) => firstRun(facts)?.steps.map(({ state }) => state);

describe("firstRun", () => {
  it("begins with the verified number and asks for tokens", () => {
    expect(states(fresh)).toEqual(["done", "now", "next", "next"]);
    expect(firstRun(fresh)).toMatchObject({ done: 1, isWaiting: false });
  });

  it("takes steps in any order: the first open one is the one to do", () => {
    expect(states({ ...fresh, hasKey: true })).toEqual(["done", "now", "done", "next"]);
    expect(states({ ...fresh, hasTokens: true })).toEqual(["done", "done", "now", "next"]);
  });

  it("waits for the call once everything else is there", () => {
    expect(firstRun({ ...fresh, hasTokens: true, hasKey: true })).toMatchObject({ done: 3, isWaiting: true });
  });

  it("is all done on the day of the first call, even if tokens or key are gone again", () => {
    expect(firstRun({ ...fresh, callsToday: 1, tokensUsedToday: 36 })).toMatchObject({ done: 4, isWaiting: false });
  });

  it("is over from the next day on", () => {
    expect(firstRun({ ...fresh, daysOfData: 1 })).toBeNull();
  });
});
