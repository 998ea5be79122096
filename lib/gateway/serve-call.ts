import type { GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { authenticate } from "@/lib/gateway/authenticate";
import { beginCall } from "@/lib/gateway/begin-call";
import type { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { readRequestBody } from "@/lib/gateway/read-request-body";
import { serveStream } from "@/lib/gateway/serve-stream";
import { serveWhole } from "@/lib/gateway/serve-whole";

/** A call in any protocol: key, body, admission, upstream, charge, in this order. */
export async function serveCall(node: GatewayNode, exchange: Exchange, api: GatewayApi): Promise<void> {
  if (!node.isAdmitting) throw new GatewayError("unavailable");
  const caller = await authenticate(exchange, node.keys, node.limits);
  const request = api.parse(await readRequestBody(exchange.request));
  const call = await beginCall(node, { caller, api, request, exchange });
  node.callsUnderWay += 1;
  const stopTimer = node.metrics.seconds.startTimer({ model: call.facts.modelCode });
  try {
    await (request.streamed ? serveStream(node, call, exchange) : serveWhole(node, call, exchange));
  } finally {
    stopTimer();
    node.callsUnderWay -= 1;
  }
}
