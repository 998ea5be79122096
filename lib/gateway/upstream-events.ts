import { createParser } from "eventsource-parser";
import type { StreamEvent } from "@/lib/gateway/apis/event-frame";
import { GatewayError } from "@/lib/gateway/gateway-error";

/** Larger than any event of a protocol; an upstream that sends more is broken. */
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;

/** The server-sent events of a body, as they arrive: those that came together, together. */
export async function* upstreamEvents(body: AsyncIterable<Buffer>): AsyncGenerator<StreamEvent[], undefined> {
  let ready: StreamEvent[] = [];
  const decoder = new TextDecoder();
  let broken = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: ({ event, data }) => ready.push({ name: event ?? null, data }),
    onError: ({ type }) => {
      broken ||= type === "max-buffer-size-exceeded";
    },
  });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (broken) throw new GatewayError("upstreamMalformed");
    if (ready.length === 0) continue;
    yield ready;
    ready = [];
  }
  return undefined;
}
