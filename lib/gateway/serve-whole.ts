import { AnswerMeter, type UpstreamAnswer } from "@/lib/gateway/answer-meter";
import type { Call } from "@/lib/gateway/call";
import type { Exchange } from "@/lib/gateway/exchange";
import { firstAnswer } from "@/lib/gateway/first-answer";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { readText } from "@/lib/gateway/upstream-client";

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

interface WholeAnswer {
  text: string;
  answer: UpstreamAnswer;
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
      await call.finish("client_left", new AnswerMeter(1));
      return;
    }
    call.fail(null);
    throw error;
  }
  const result = await call.finish(exchange.gone.aborted ? "client_left" : "completed", whole.meter);
  exchange.sendJson(200, asModel(whole, call.facts.modelCode), {
    ...call.headers,
    ...(result && {
      "x-plan-tokens-charged": String(result.planTokens - result.shortfallTokens),
      "x-plan-tokens-remaining": String(result.accountLeftTokens),
    }),
  });
}

async function askWhole(node: GatewayNode, call: Call, gone: AbortSignal): Promise<WholeAnswer> {
  const { chat, modelCode } = call.facts;
  return firstAnswer(await node.routes.of(modelCode), call, async (route, body) => {
    const response = await node.upstreams.call(route, body, gone);
    const text = await readText(response.body, MAX_ANSWER_BYTES);
    const meter = new AnswerMeter(chat.choices);
    const answer = meter.read(text);
    if (answer.choices.length === 0) throw new GatewayError("upstreamMalformed");
    return { text, answer, meter };
  });
}

/** The answer under the name the client knows the model by. */
function asModel({ text, answer }: WholeAnswer, modelCode: string): string {
  return answer.model === modelCode ? text : JSON.stringify({ ...answer, model: modelCode });
}
