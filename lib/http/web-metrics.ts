import { collectDefaultMetrics, Counter, Registry } from "prom-client";

interface WebMetrics {
  registry: Registry;
  requests: Counter<"method" | "status">;
}

// On globalThis, because Next.js may load this module more than once in a process.
const holder: typeof globalThis & { __tokenhallMetrics?: WebMetrics } = globalThis;

function makeMetrics(): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "tokenhall_web_" });
  const requests = new Counter({
    name: "tokenhall_web_api_requests_total",
    help: "API requests by method and status.",
    labelNames: ["method", "status"] as const,
    registers: [registry],
  });
  return { registry, requests };
}

/** The web process's figures for Prometheus. */
export function webMetrics(): WebMetrics {
  return (holder.__tokenhallMetrics ??= makeMetrics());
}
