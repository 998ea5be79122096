import { authenticate } from "@/lib/gateway/authenticate";
import { beginCall } from "@/lib/gateway/begin-call";
import { parseChatRequest } from "@/lib/gateway/chat-request";
import type { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { readRequestBody } from "@/lib/gateway/read-request-body";
import { serveStream } from "@/lib/gateway/serve-stream";
import { serveWhole } from "@/lib/gateway/serve-whole";

/** POST /v1/chat/completions: key, body, admission, upstream, charge, in this order. */
export async function serveChat(node: GatewayNode, exchange: Exchange): Promise<void> {
  if (!node.isAdmitting) throw new GatewayError("unavailable");
  const caller = await authenticate(exchange, node.keys, node.limits);
  const chat = parseChatRequest(await readRequestBody(exchange.request));
  const call = await beginCall(node, caller, chat, exchange.requestId);
  node.callsUnderWay += 1;
  const stopTimer = node.metrics.seconds.startTimer({ model: call.facts.modelCode });
  try {
    await (chat.streamed ? serveStream(node, call, exchange) : serveWhole(node, call, exchange));
  } finally {
    stopTimer();
    node.callsUnderWay -= 1;
  }
}
