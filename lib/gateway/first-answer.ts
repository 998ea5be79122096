import { isAbortError } from "@/lib/errors/is-abort-error";
import { GatewayError, type GatewayErrorName } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { steadyMs } from "@/lib/time/clock";
import type { UpstreamApi } from "@/lib/upstreams/api";
import { chooseRoute } from "@/lib/upstreams/choose-route";
import type { CallResult } from "@/lib/upstreams/circuit-breaker";
import type { Route } from "@/lib/upstreams/find-routes";

/** What a call tells about itself, and is told. */
export interface AskingCall {
  readonly api: UpstreamApi;
  readonly facts: { readonly modelCode: string };
  /** The upstream that is being asked; in the end the one that answered. */
  upstreamCode: string;
}

type AskingNode = Pick<GatewayNode, "routes" | "health" | "metrics" | "random">;

const MOST_ATTEMPTS = 3;
/** A caller who has waited for so long is told of the failure rather than kept waiting for another upstream. */
const RETRY_WITHIN_MS = 60_000;
/** How long an upstream is not asked for a model that it says it does not have. */
const UNKNOWN_MODEL_REST_MS = 30_000;

/**
 * Asks the model's upstreams until one answers (`chooseRoute` says which is next). Only before the first byte has gone to the
 * client, so that `ask` may be repeated. Throws the last failure.
 */
export async function firstAnswer<T>(
  node: AskingNode,
  call: AskingCall,
  ask: (route: Route) => Promise<T>,
): Promise<T> {
  const { modelCode } = call.facts;
  const startedMs = steadyMs();
  let failure: GatewayError | null = null;
  let routes = await node.routes.of(modelCode, call.api);
  let attempts = 0;
  while (attempts < MOST_ATTEMPTS) {
    const nowMs = steadyMs();
    if (attempts > 0 && nowMs - startedMs >= RETRY_WITHIN_MS) break;
    const choice = chooseRoute(routes, (route) => node.health.readyAtMs(route, nowMs), nowMs, node.random);
    if (!choice) break;
    attempts += 1;
    const { route, isReady } = choice;
    call.upstreamCode = route.upstreamCode;
    const answer = await attempt(node, route, ask);
    if (answer.isOk) {
      node.metrics.attemptsPerCall.observe(attempts);
      return answer.value;
    }
    failure = answer.failure;
    // Another upstream can do no better with what the caller has to mend, and those that are paused have their reason.
    if (failure.error === "upstreamRefused" || !isReady) break;
    routes = routes.filter((other) => other !== route);
  }
  if (attempts > 0) node.metrics.attemptsPerCall.observe(attempts);
  throw failure ?? new GatewayError("modelUnknown", { model: modelCode }, "model");
}

type Attempt<T> = { isOk: true; value: T } | { isOk: false; failure: GatewayError };

/** Asks one upstream and takes note of how it went. Throws what is no failure of an upstream: the client left, a bug. */
async function attempt<T>(node: AskingNode, route: Route, ask: (route: Route) => Promise<T>): Promise<Attempt<T>> {
  const permit = node.health.begin(route, steadyMs());
  const note = (outcome: string, result: CallResult) => {
    node.health.end(route, permit, result, steadyMs());
    node.metrics.upstreamAttempts.inc({ upstream: route.upstreamCode, outcome });
  };
  try {
    const value = await ask(route);
    note("ok", "ok");
    return { isOk: true, value };
  } catch (error) {
    if (!(error instanceof GatewayError)) {
      note(isAbortError(error) ? "client_left" : "internal", "neutral");
      throw error;
    }
    const restMs = restOf(error);
    if (restMs > 0) node.health.rest(route, restMs, steadyMs());
    note(error.error, restMs > 0 ? "neutral" : resultOf(error.error));
    return { isOk: false, failure: error };
  }
}

/** How long this route is left alone: upstream has too much to do, or does not know the model. Neither is a fault of it all. */
function restOf({ error, figures }: GatewayError): number {
  if (error === "upstreamBusy") return Number(figures.seconds ?? 1) * 1_000;
  return figures.upstreamStatus === 404 ? UNKNOWN_MODEL_REST_MS : 0;
}

/** An upstream that refuses a request is well. */
function resultOf(error: GatewayErrorName): CallResult {
  return error === "upstreamRefused" ? "ok" : "failed";
}
