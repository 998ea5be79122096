import { describe, expect, it } from "vitest";
import { BREAKER_POLICY } from "@/lib/upstreams/circuit-breaker";
import { UpstreamHealth } from "@/lib/upstreams/upstream-health";

const { failuresInARow, firstPauseMs } = BREAKER_POLICY;
const ONE = { upstreamCode: "a", upstreamModel: "one" };
const TWO = { upstreamCode: "a", upstreamModel: "two" };
const OTHER = { upstreamCode: "b", upstreamModel: "one" };

function fail(health: UpstreamHealth, route: typeof ONE, times: number): void {
  for (let time = 0; time < times; time += 1) health.end(route, health.begin(route, 0), "failed", 0);
}

describe("UpstreamHealth", () => {
  it("takes all models of a failing upstream together, and no other upstream with it", () => {
    const health = new UpstreamHealth();
    fail(health, ONE, failuresInARow);
    expect(health.readyAtMs(TWO, 0)).toBe(firstPauseMs);
    expect(health.readyAtMs(OTHER, 0)).toBe(0);
    expect(health.modes(0)).toEqual([
      { upstreamCode: "a", mode: "open" },
      { upstreamCode: "b", mode: "closed" },
    ]);
  });

  it("lets one model rest while the others of its upstream go on", () => {
    const health = new UpstreamHealth();
    health.rest(ONE, 2_000, 0);
    expect(health.readyAtMs(ONE, 0)).toBe(2_000);
    expect(health.readyAtMs(TWO, 0)).toBe(0);
    expect(health.readyAtMs(ONE, 2_000)).toBe(2_000);
    health.rest(TWO, 1_000, 3_000);
    expect(health.readyAtMs(ONE, 3_000)).toBe(3_000);
  });

  it("is ready when both the pause and the rest are over", () => {
    const health = new UpstreamHealth();
    fail(health, ONE, failuresInARow);
    health.rest(ONE, firstPauseMs + 1, 0);
    expect(health.readyAtMs(ONE, 0)).toBe(firstPauseMs + 1);
  });
});
