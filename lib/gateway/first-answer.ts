import type { Call } from "@/lib/gateway/call";
import { upstreamBody } from "@/lib/gateway/chat-request";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { Route } from "@/lib/upstreams/find-routes";

/** What another upstream can do no better. */
const FINAL = new Set(["upstreamRefused"]);

/** Asks the model's upstreams in their order until one answers. Only before the first byte has gone to the client. */
export async function firstAnswer<T>(
  routes: readonly Route[],
  call: Call,
  ask: (route: Route, body: string) => Promise<T>,
): Promise<T> {
  let failure = new GatewayError("upstreamFailed");
  for (const route of routes) {
    call.upstreamCode = route.upstreamCode;
    try {
      return await ask(route, upstreamBody(call.facts.chat, route.upstreamModel, call.outputLimit));
    } catch (error) {
      if (!(error instanceof GatewayError) || FINAL.has(error.error)) throw error;
      failure = error;
    }
  }
  throw failure;
}
