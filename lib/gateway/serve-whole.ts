import type { AnswerMeter } from "@/lib/gateway/answer-meter";
import type { Call } from "@/lib/gateway/call";
import type { Exchange } from "@/lib/gateway/exchange";
import { firstAnswer } from "@/lib/gateway/first-answer";
import type { GatewayNode } from "@/lib/gateway/gateway-node";

/** Two thousand embeddings are longer than any text. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

interface WholeAnswer {
  /** As the client sees it. */
  text: string;
  meter: AnswerMeter;
}

/** Serves a call whose answer comes in one piece: it is sent once its charge is durable. */
export async function serveWhole(node: GatewayNode, call: Call, exchange: Exchange): Promise<void> {
  let whole: WholeAnswer;
  try {
    whole = await askWhole(node, call, exchange.gone);
  } catch (error) {
    if (exchange.gone.aborted) {
      // Gone before an answer was there: nothing was delivered, nothing is charged.
      await call.finish("client_left", null);
      return;
    }
    call.fail(null);
    throw error;
  }
  const result = await call.finish(exchange.gone.aborted ? "client_left" : "completed", whole.meter);
  exchange.sendJson(200, whole.text, { ...call.headers, ...call.chargeHeaders(result) });
}

async function askWhole(node: GatewayNode, call: Call, gone: AbortSignal): Promise<WholeAnswer> {
  return firstAnswer(node, call, async (route) => {
    const reply = await node.upstreams.call(route, call.askedOf(route), gone);
    const meter = call.facts.request.newMeter();
    return { text: meter.readWhole(await reply.text(MAX_ANSWER_BYTES)), meter };
  });
}
