import type { Route } from "@/lib/upstreams/find-routes";

export interface RouteChoice {
  route: Route;
  /** False when none was ready and this one is the least bad. */
  isReady: boolean;
}

/**
 * The route to ask next: of those that are ready the lowest priority, among equals by chance in proportion to weight. When
 * none is ready it is the one whose pause ends first: a call that is refused has failed for certain, a call that is tried may
 * succeed. Null when there is no route at all.
 */
export function chooseRoute(
  routes: readonly Route[],
  readyAtMs: (route: Route) => number,
  nowMs: number,
  random: () => number,
): RouteChoice | null {
  const ready = routes.filter((route) => readyAtMs(route) <= nowMs);
  if (ready.length === 0) {
    const [leastBad] = routes.toSorted(
      (one, other) => compare(readyAtMs(one), readyAtMs(other)) || one.priority - other.priority,
    );
    return leastBad ? { route: leastBad, isReady: false } : null;
  }
  const lowest = Math.min(...ready.map(({ priority }) => priority));
  const route = drawByWeight(
    ready.filter(({ priority }) => priority === lowest),
    random,
  );
  return route ? { route, isReady: true } : null;
}

/** Not by difference: two that nobody knows the end of are Infinity both. */
function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function drawByWeight(routes: readonly Route[], random: () => number): Route | undefined {
  if (routes.length === 1) return routes[0];
  let drawn = random() * routes.reduce((sum, { weight }) => sum + weight, 0);
  for (const route of routes) {
    drawn -= route.weight;
    if (drawn < 0) return route;
  }
  return routes.at(-1);
}
