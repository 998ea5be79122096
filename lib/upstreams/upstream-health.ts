import {
  BREAKER_POLICY,
  type BreakerMode,
  type BreakerPolicy,
  type CallResult,
  CircuitBreaker,
  type Permit,
} from "@/lib/upstreams/circuit-breaker";
import type { Route } from "@/lib/upstreams/find-routes";

type RouteName = Pick<Route, "upstreamCode" | "upstreamModel">;

/**
 * What a node knows of its upstreams' health, in its memory. A fault belongs to the upstream (`circuit-breaker.ts`); "too many
 * requests" and "no such model" belong to one route of it, which then rests while the upstream's other models go on.
 */
export class UpstreamHealth {
  private readonly breakers = new Map<string, CircuitBreaker>();
  private readonly restUntilMs = new Map<string, number>();

  constructor(private readonly policy: BreakerPolicy = BREAKER_POLICY) {}

  /** From when on a route may be asked; not after `nowMs` when it may now, Infinity when nobody knows yet. */
  readyAtMs(route: RouteName, nowMs: number): number {
    const readyAtMs = this.breakerOf(route.upstreamCode).readyAtMs(nowMs);
    if (this.restUntilMs.size === 0) return readyAtMs;
    return Math.max(readyAtMs, this.restUntilMs.get(nameOf(route)) ?? 0);
  }

  begin({ upstreamCode }: RouteName, nowMs: number): Permit {
    return this.breakerOf(upstreamCode).begin(nowMs);
  }

  end({ upstreamCode }: RouteName, permit: Permit, result: CallResult, nowMs: number): void {
    this.breakerOf(upstreamCode).end(permit, result, nowMs);
  }

  /** An answer that had begun broke off. */
  breakOff(upstreamCode: string, nowMs: number): void {
    this.breakerOf(upstreamCode).breakOff(nowMs);
  }

  /** Leaves a route alone for a while, as its upstream asked. */
  rest(route: RouteName, forMs: number, nowMs: number): void {
    for (const [name, untilMs] of this.restUntilMs) if (untilMs <= nowMs) this.restUntilMs.delete(name);
    this.restUntilMs.set(nameOf(route), nowMs + forMs);
  }

  /** The breaker of every upstream that has been asked. */
  modes(nowMs: number): { upstreamCode: string; mode: BreakerMode }[] {
    return [...this.breakers].map(([upstreamCode, breaker]) => ({ upstreamCode, mode: breaker.mode(nowMs) }));
  }

  private breakerOf(upstreamCode: string): CircuitBreaker {
    const known = this.breakers.get(upstreamCode);
    if (known) return known;
    const breaker = new CircuitBreaker(this.policy);
    this.breakers.set(upstreamCode, breaker);
    return breaker;
  }
}

function nameOf({ upstreamCode, upstreamModel }: RouteName): string {
  return `${upstreamCode} ${upstreamModel}`;
}
