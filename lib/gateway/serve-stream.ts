import { AnswerMeter, type UpstreamAnswer } from "@/lib/gateway/answer-meter";
import type { Call } from "@/lib/gateway/call";
import type { Exchange } from "@/lib/gateway/exchange";
import { firstAnswer } from "@/lib/gateway/first-answer";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { upstreamEvents } from "@/lib/gateway/upstream-events";

const DONE = "[DONE]";
/** After its last event an upstream may take so long to end its answer; then the connection is not worth keeping. */
const LAST_BYTES_MS = 1_000;

interface OpenStream {
  events: AsyncGenerator<string>;
  first: string;
  meter: AnswerMeter;
  answer: UpstreamAnswer;
  upstream: AbortController;
}

/**
 * Serves a streamed call: passes on piece by piece what upstream writes, and ends with `[DONE]` only when the charge is
 * durable. Upstream failing in the middle charges nothing and ends in an error event.
 */
export async function serveStream(node: GatewayNode, call: Call, exchange: Exchange): Promise<void> {
  const upstream = new AbortController();
  exchange.gone.addEventListener("abort", () => upstream.abort(), { once: true });
  const stream = await openStream(node, call, upstream).catch(async (error: unknown) => {
    if (!exchange.gone.aborted) {
      call.fail(null);
      throw error;
    }
    await call.finish("client_left", new AnswerMeter(1));
    return null;
  });
  if (!stream) return;

  exchange.startStream(call.headers);
  try {
    await relay(stream, call, exchange);
  } catch (error) {
    upstream.abort();
    if (!exchange.gone.aborted) {
      call.fail(stream.meter);
      throw error;
    }
    await call.finish("client_left", stream.meter);
    return;
  }
  void endUpstream(stream);
  await call.finish("completed", stream.meter);
  exchange.endStream();
}

/** Opens the stream and reads its first event, so that a failure before it can still become a plain error answer. */
async function openStream(node: GatewayNode, call: Call, upstream: AbortController): Promise<OpenStream> {
  const { chat, modelCode } = call.facts;
  return firstAnswer(await node.routes.of(modelCode), call, async (route, body) => {
    const response = await node.upstreams.call(route, body, upstream.signal);
    const events = upstreamEvents(response.body);
    const meter = new AnswerMeter(chat.choices);
    const first = await events.next();
    if (first.done === true || first.value === DONE) throw new GatewayError("upstreamMalformed");
    return { events, first: first.value, meter, answer: meter.read(first.value), upstream };
  });
}

/** Passes events on until upstream is done. Throws when it ends without having finished. */
async function relay({ events, first, meter, answer }: OpenStream, call: Call, exchange: Exchange): Promise<void> {
  await send(first, answer, call, exchange);
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    if (next.value === DONE) return;
    await send(next.value, meter.read(next.value), call, exchange);
  }
  if (!meter.isFinished) throw new GatewayError("upstreamFailed");
}

async function send(data: string, answer: UpstreamAnswer, { facts }: Call, exchange: Exchange): Promise<void> {
  const visible = visibleEvent(data, answer, facts.modelCode, facts.chat.wantsUsage);
  if (visible !== null) await exchange.sendEvent(visible);
}

/** An event as the client sees it: under its own name of the model, with usage only if it asked. Null when nothing is left. */
export function visibleEvent(
  data: string,
  answer: UpstreamAnswer,
  modelCode: string,
  wantsUsage: boolean,
): string | null {
  const hidesUsage = !wantsUsage && answer.usage !== undefined && answer.usage !== null;
  if (hidesUsage && answer.choices.length === 0) return null;
  if (!hidesUsage && answer.model === modelCode) return data;
  const { usage, ...others } = answer;
  return JSON.stringify({ ...others, ...(!hidesUsage && usage !== undefined && { usage }), model: modelCode });
}

/** Lets upstream end its answer, so that the connection can be used again. */
async function endUpstream({ events, upstream }: OpenStream): Promise<void> {
  const timer = setTimeout(() => upstream.abort(), LAST_BYTES_MS);
  try {
    for (let next = await events.next(); next.done !== true; next = await events.next());
  } catch {
    // The answer is complete: what happens to the connection afterwards concerns nobody.
  } finally {
    clearTimeout(timer);
  }
}
