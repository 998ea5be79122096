import type { AnswerMeter } from "@/lib/gateway/answer-meter";
import type { StreamEvent } from "@/lib/gateway/apis/event-frame";
import { type Call, CHARGE_HEADERS } from "@/lib/gateway/call";
import type { Exchange } from "@/lib/gateway/exchange";
import { firstAnswer } from "@/lib/gateway/first-answer";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { upstreamEvents } from "@/lib/gateway/upstream-events";
import type { UpstreamReply } from "@/lib/gateway/upstream-reply";

/** After its last event an upstream may take so long to end its answer; then the connection is not worth keeping. */
const LAST_BYTES_MS = 1_000;

interface OpenStream {
  batches: AsyncGenerator<StreamEvent[], undefined>;
  meter: AnswerMeter;
  /** What the client sees of the first event, and the events that came with it. */
  first: string;
  following: StreamEvent[];
  reply: UpstreamReply;
}

/**
 * Serves a streamed call: passes on piece by piece what upstream writes, and ends it as the protocol does only when the
 * charge is durable. Upstream failing in the middle charges nothing and ends in an error event.
 */
export async function serveStream(node: GatewayNode, call: Call, exchange: Exchange): Promise<void> {
  const stream = await openStream(node, call, exchange.gone).catch(async (error: unknown) => {
    if (!exchange.gone.aborted) {
      call.fail(null);
      throw error;
    }
    await call.finish("client_left", null);
    return null;
  });
  if (!stream) return;

  const { meter, reply } = stream;
  exchange.startStream(call.headers, CHARGE_HEADERS);
  try {
    await relay(stream, exchange);
  } catch (error) {
    reply.cancel();
    if (!exchange.gone.aborted) {
      call.fail(meter);
      throw error;
    }
    await call.finish("client_left", meter);
    return;
  }
  endUpstream(reply);
  exchange.endStream(meter.endFrame, call.chargeHeaders(await call.finish("completed", meter)));
}

/** Opens the stream and reads its first event, so that a failure before it can still become a plain error answer. */
async function openStream(node: GatewayNode, call: Call, gone: AbortSignal): Promise<OpenStream> {
  return firstAnswer(node, call, async (route) => {
    const reply = await node.upstreams.call(route, call.askedOf(route), gone);
    const batches = upstreamEvents(reply);
    const meter = call.facts.request.newMeter();
    const [event, ...following] = (await batches.next()).value ?? [];
    const first = event ? meter.readEvent(event) : "";
    if (!event || (meter.isOver && !meter.hasOutput)) throw new GatewayError("upstreamMalformed");
    return { batches, meter, first, following, reply };
  });
}

/** Passes events on until upstream is done. Throws when it ends without having finished. */
async function relay({ batches, meter, first, following }: OpenStream, exchange: Exchange): Promise<void> {
  await passOn(first, following, meter, exchange);
  while (!meter.isOver) {
    const { value: events } = await batches.next();
    if (events) await passOn("", events, meter, exchange);
    else if (meter.isFinished) return;
    else throw new GatewayError("upstreamFailed");
  }
}

/** Events that came together leave together; those before a failure leave before it is told. */
async function passOn(before: string, events: StreamEvent[], meter: AnswerMeter, exchange: Exchange): Promise<void> {
  let frames = before;
  try {
    for (const event of events) {
      if (meter.isOver) break;
      frames += meter.readEvent(event);
    }
  } finally {
    if (frames !== "") await exchange.sendEvents(frames);
  }
}

/** Lets upstream end its answer, so that the connection can be used again. */
function endUpstream(reply: UpstreamReply): void {
  reply.discard();
  setTimeout(() => reply.cancel(), LAST_BYTES_MS).unref();
}
