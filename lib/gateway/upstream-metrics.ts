import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { BreakerMode } from "@/lib/upstreams/circuit-breaker";

/** Every upstream's breaker. */
export type BreakerModes = () => { upstreamCode: string; mode: BreakerMode }[];

const BREAKER_VALUES = { closed: 0, half_open: 1, open: 2 } as const satisfies Record<BreakerMode, number>;

/** A node's figures about its upstreams. */
export function upstreamMetrics(registers: Registry[], breakerModes: BreakerModes) {
  new Gauge({
    name: "tokenhall_gateway_upstream_breaker",
    help: "Whether an upstream is asked as usual (0), tried again (1) or left alone (2)",
    labelNames: ["upstream"],
    registers,
    collect() {
      for (const { upstreamCode, mode } of breakerModes()) this.set({ upstream: upstreamCode }, BREAKER_VALUES[mode]);
    },
  });
  return {
    /** By outcome: "ok", "client_left", or the name of the failure. */
    upstreamAttempts: new Counter({
      name: "tokenhall_gateway_upstream_attempts_total",
      help: "Requests to upstreams",
      labelNames: ["upstream", "outcome"],
      registers,
    }),
    attemptsPerCall: new Histogram({
      name: "tokenhall_gateway_attempts_per_call",
      help: "How many upstreams a call asked before it was answered or failed",
      buckets: [1, 2, 3],
      registers,
    }),
  };
}
