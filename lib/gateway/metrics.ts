import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { type BreakerModes, upstreamMetrics } from "@/lib/gateway/upstream-metrics";

export interface Gauges {
  queuedEvents: () => number;
  freeTokens: () => number;
  callsUnderWay: () => number;
  breakerModes: BreakerModes;
}

const LATENCY_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** The node's figures for Prometheus. No label ever names an account or a key. */
export function gatewayMetrics(gauges: Gauges) {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("tokenhall_gateway_events_queued", "Usage events that are not durable yet", gauges.queuedEvents);
  gauge(
    "tokenhall_gateway_slice_free_tokens",
    "Plan tokens reserved by this node and not held by a call",
    gauges.freeTokens,
  );
  gauge("tokenhall_gateway_calls_under_way", "Calls that this node is serving", gauges.callsUnderWay);
  return {
    registry,
    ...upstreamMetrics(registers, gauges.breakerModes),
    answers: new Counter({
      name: "tokenhall_gateway_answers_total",
      help: "Answers by address and status",
      labelNames: ["address", "status"],
      registers,
    }),
    charged: new Counter({
      name: "tokenhall_gateway_plan_tokens_total",
      help: "Plan tokens charged",
      labelNames: ["model", "outcome"],
      registers,
    }),
    shortfall: new Counter({
      name: "tokenhall_gateway_shortfall_tokens_total",
      help: "Plan tokens that no bucket could pay",
      registers,
    }),
    /** By work: "settle" and "return" are tried again, "loss" is a figure that only the log has. */
    failures: new Counter({
      name: "tokenhall_gateway_database_failures_total",
      help: "Database work that failed",
      labelNames: ["work"],
      registers,
    }),
    seconds: new Histogram({
      name: "tokenhall_gateway_call_seconds",
      help: "From request to the end of the answer",
      labelNames: ["model"],
      buckets: LATENCY_SECONDS,
      registers,
    }),
  };
}

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;
