import { lookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, errors, request } from "undici";
import { z } from "zod";
import { isAbortError } from "@/lib/errors/is-abort-error";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";
import type { Route } from "@/lib/upstreams/find-routes";
import { isAllowedResolution } from "@/lib/upstreams/upstream-address";

export interface UpstreamTimeouts {
  connectMs: number;
  /** Until the first byte of the answer. */
  firstByteMs: number;
  /** Between two pieces of it. */
  idleMs: number;
}

const UPSTREAM_TIMEOUTS: UpstreamTimeouts = { connectMs: 5_000, firstByteMs: 120_000, idleMs: 60_000 };

/** Provider's refusals that are the caller's to mend; anything else below 500 is a fault of our configuration. */
const CALLERS_FAULT = new Set([400, 413, 422]);
const MAX_ERROR_BYTES = 64 * 1024;

/** Resolves a name and refuses addresses that no upstream lives at, on every new connection. */
const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const allowed = error ? [] : addresses.filter(({ address }) => isAllowedResolution(hostname, address));
    const [first] = allowed;
    if (error || !first) callback(error ?? new Error("an address that no upstream may have"), "", 0);
    else if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};

/** Speaks to upstreams: pooled connections, no redirects, a limit on every wait. */
export class UpstreamClient {
  private readonly agent: Agent;

  constructor(timeouts: UpstreamTimeouts = UPSTREAM_TIMEOUTS) {
    this.agent = new Agent({
      connect: { timeout: timeouts.connectMs, lookup: checkedLookup },
      headersTimeout: timeouts.firstByteMs,
      bodyTimeout: timeouts.idleMs,
      connections: 512,
    });
  }

  /** Sends a chat request and returns the body of a 200. Anything else is a GatewayError; an abort stays an AbortError. */
  async call(route: Route, body: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const response = await this.send(route, body, signal);
    if (response.statusCode === 200) return response;
    if (CALLERS_FAULT.has(response.statusCode))
      throw new GatewayError("upstreamRefused", { reason: await reasonOf(response.body) });
    // Reading the rest keeps the connection; a body that breaks off changes nothing about the failure.
    await response.body.dump().catch(() => undefined);
    throw new GatewayError(response.statusCode === 429 ? "upstreamBusy" : "upstreamFailed", {
      upstreamStatus: response.statusCode,
    });
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async send(route: Route, body: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const authorization = route.apiKey === null ? {} : { authorization: `Bearer ${route.apiKey}` };
    try {
      return await request(`${route.baseUrl}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json", ...authorization },
        body,
        signal,
        dispatcher: this.agent,
      });
    } catch (error) {
      throw upstreamFailure(error);
    }
  }
}

/** What a broken connection to an upstream means to the caller. Aborts and known failures pass unchanged. */
export function upstreamFailure(error: unknown): unknown {
  if (error instanceof GatewayError || isAbortError(error)) return error;
  const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];
  if (timeouts.some((kind) => error instanceof kind)) return new GatewayError("upstreamTimeout");
  return new GatewayError("upstreamFailed");
}

const Refusal = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The provider's own sentence: it speaks of the caller's request. */
async function reasonOf(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const refusal = Refusal.safeParse(parseJson(await readText(body, MAX_ERROR_BYTES)));
  return refusal.success ? refusal.data.error.message.slice(0, 500) : "";
}

/** Reads a body to its end. Throws upstreamMalformed when it is longer than any answer is. */
export async function readText(body: Dispatcher.ResponseData["body"], mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > mostBytes) throw new GatewayError("upstreamMalformed");
      chunks.push(chunk);
    }
  } catch (error) {
    throw upstreamFailure(error);
  }
  return Buffer.concat(chunks).toString("utf8");
}
