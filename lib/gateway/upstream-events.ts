import { createParser } from "eventsource-parser";
import type { Dispatcher } from "undici";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { upstreamFailure } from "@/lib/gateway/upstream-client";

/** Larger than any event of the protocol; an upstream that sends more is broken. */
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;

/** The data of each server-sent event of a body, as it arrives. Errors are what they mean to the caller. */
export async function* upstreamEvents(body: Dispatcher.ResponseData["body"]): AsyncGenerator<string> {
  const ready: string[] = [];
  const decoder = new TextDecoder();
  let broken = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: ({ data }) => ready.push(data),
    onError: ({ type }) => {
      broken ||= type === "max-buffer-size-exceeded";
    },
  });
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue;
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (broken) throw new GatewayError("upstreamMalformed");
      yield* ready.splice(0);
    }
  } catch (error) {
    throw upstreamFailure(error);
  }
}
