import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseRoute } from "@/lib/upstreams/choose-route";
import type { Route } from "@/lib/upstreams/find-routes";

const route = (upstreamCode: string, more: Partial<Route> = {}): Route => ({
  upstreamCode,
  baseUrl: "http://127.0.0.1",
  apiKey: null,
  upstreamModel: "m",
  apis: ["chat"],
  priority: 0,
  weight: 1,
  timeouts: { connectMs: null, firstByteMs: null, idleMs: null },
  ...more,
});
const NOW = 1_000;
const always = () => NOW;
const codeOf = (routes: Route[], readyAtMs: (route: Route) => number, drawn = 0) =>
  chooseRoute(routes, readyAtMs, NOW, () => drawn);

describe("chooseRoute", () => {
  it("takes the lowest priority, whatever the weights", () => {
    const routes = [route("b", { priority: 1, weight: 1_000 }), route("a", { priority: 0 })];
    expect(codeOf(routes, always, 0.999)).toMatchObject({ route: { upstreamCode: "a" }, isReady: true });
  });

  it("goes on to the next priority when the lowest is not ready", () => {
    const routes = [route("a"), route("b", { priority: 1 }), route("c", { priority: 2 })];
    const readyAtMs = ({ upstreamCode }: Route) => (upstreamCode === "a" ? NOW + 1 : NOW);
    expect(codeOf(routes, readyAtMs)).toMatchObject({ route: { upstreamCode: "b" }, isReady: true });
  });

  it("draws among equals: each has the part of the line that its weight is of the sum", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (weights, drawn) => {
          const routes = weights.map((weight, index) => route(String(index), { weight }));
          const mark = drawn * weights.reduce((sum, weight) => sum + weight, 0);
          const index = weights.findIndex((_, at) => mark < weights.slice(0, at + 1).reduce((a, b) => a + b, 0));
          expect(codeOf(routes, always, drawn)?.route.upstreamCode).toBe(String(index));
        },
      ),
    );
  });

  it("takes the one whose pause ends first when none is ready, then the lowest priority", () => {
    const readyAt: Record<string, number> = { a: Infinity, b: NOW + 50, c: NOW + 20, d: NOW + 20 };
    const routes = [route("a"), route("b"), route("c", { priority: 2 }), route("d", { priority: 1 })];
    const readyAtMs = ({ upstreamCode }: Route) => readyAt[upstreamCode] ?? 0;
    expect(codeOf(routes, readyAtMs)).toMatchObject({ route: { upstreamCode: "d" }, isReady: false });
  });

  it("chooses nothing only of nothing", () => {
    expect(codeOf([], always)).toBeNull();
    expect(codeOf([route("a")], () => Infinity)).toMatchObject({ isReady: false });
  });
});
