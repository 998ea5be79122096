import { lookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { Pool } from "undici";
import { z } from "zod";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";
import { type CallsUnderWay, UpstreamReply } from "@/lib/gateway/upstream-reply";
import { UPSTREAM_PATHS, type UpstreamApi } from "@/lib/upstreams/api";
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

/** What is asked of an upstream: the body passes through unchanged. */
export interface UpstreamRequest {
  api: UpstreamApi;
  body: string;
  /** Headers of the caller that the protocol passes on: `anthropic-version`, `anthropic-beta`. */
  headers?: Record<string, string>;
}

/** Sent where a caller of `messages` names no version. */
const ANTHROPIC_VERSION = "2023-06-01";

/** Provider's refusals that are the caller's to mend; anything else below 500 is a fault of our configuration. */
const CALLERS_FAULT = new Set([400, 413, 422]);
/** "Too many requests", and what Anthropic says when it is overloaded; any 503 that says for how long is the same. */
const BUSY = new Set([429, 529]);
/** How long a busy upstream is left alone when it does not say, and the longest it is when it does. */
const REST_SECONDS = 1;
const MOST_REST_SECONDS = 60;
const MAX_ERROR_BYTES = 64 * 1024;

/** Calls to one upstream at once: one that hangs fills up, and takes neither files nor memory from the others. */
const MOST_UNDER_WAY = 512;

/** One upstream's connections and its calls under way. */
interface UpstreamPool {
  baseUrl: string;
  timeouts: Route["timeouts"];
  pathPrefix: string;
  connections: Pool;
  underWay: CallsUnderWay;
}

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

/** Speaks to upstreams: connections of each by itself, no redirects, a limit on every wait. */
export class UpstreamClient {
  private readonly pools = new Map<string, UpstreamPool>();

  constructor(
    private readonly timeouts: UpstreamTimeouts = UPSTREAM_TIMEOUTS,
    private readonly mostUnderWay = MOST_UNDER_WAY,
  ) {}

  /**
   * Sends a request and returns the answer once it is a 200; its body is read by the caller. Anything else is a GatewayError;
   * an abort stays an AbortError.
   */
  async call(route: Route, asked: UpstreamRequest, signal: AbortSignal): Promise<UpstreamReply> {
    const { connections, underWay, pathPrefix } = this.poolOf(route);
    if (underWay.count >= this.mostUnderWay) throw new GatewayError("upstreamBusy", { seconds: REST_SECONDS });
    const reply = new UpstreamReply(underWay, signal);
    const path = pathPrefix + UPSTREAM_PATHS[asked.api];
    connections.dispatch({ path, method: "POST", headers: headersOf(route, asked), body: asked.body }, reply);
    await reply.begin();
    if (reply.status === 200) return reply;
    throw await failureOf(reply);
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map(({ connections }) => connections.destroy()));
  }

  private poolOf({ upstreamCode, baseUrl, timeouts }: Route): UpstreamPool {
    const known = this.pools.get(upstreamCode);
    if (known && known.baseUrl === baseUrl && sameTimeouts(known.timeouts, timeouts)) return known;
    // Calls under way end on the former connections.
    void known?.connections.close();
    const { origin, pathname } = new URL(baseUrl);
    const connections = new Pool(origin, {
      connect: { timeout: timeouts.connectMs ?? this.timeouts.connectMs, lookup: checkedLookup },
      headersTimeout: timeouts.firstByteMs ?? this.timeouts.firstByteMs,
      bodyTimeout: timeouts.idleMs ?? this.timeouts.idleMs,
    });
    const pathPrefix = pathname.replace(/\/+$/, "");
    const pool = { baseUrl, timeouts, pathPrefix, connections, underWay: { count: 0 } };
    this.pools.set(upstreamCode, pool);
    return pool;
  }
}

function sameTimeouts(one: Route["timeouts"], other: Route["timeouts"]): boolean {
  return one.connectMs === other.connectMs && one.firstByteMs === other.firstByteMs && one.idleMs === other.idleMs;
}

/** The key goes where the protocol has its place. */
function headersOf({ apiKey }: Route, { api, headers }: UpstreamRequest): Record<string, string> {
  if (api === "messages")
    return {
      "content-type": "application/json",
      "anthropic-version": ANTHROPIC_VERSION,
      ...headers,
      ...(apiKey !== null && { "x-api-key": apiKey }),
    };
  return {
    "content-type": "application/json",
    ...headers,
    ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
  };
}

/** What an answer other than 200 means to the caller. */
async function failureOf(reply: UpstreamReply): Promise<GatewayError> {
  const { status: upstreamStatus, headers } = reply;
  if (CALLERS_FAULT.has(upstreamStatus)) return new GatewayError("upstreamRefused", { reason: await reasonOf(reply) });
  reply.discard();
  const asksFor = Number(headers["retry-after"]);
  if (BUSY.has(upstreamStatus) || (upstreamStatus === 503 && asksFor > 0)) {
    const seconds = asksFor > 0 ? Math.min(Math.ceil(asksFor), MOST_REST_SECONDS) : REST_SECONDS;
    return new GatewayError("upstreamBusy", { upstreamStatus, seconds });
  }
  return new GatewayError("upstreamFailed", { upstreamStatus });
}

const Refusal = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The provider's own sentence: it speaks of the caller's request. */
async function reasonOf(reply: UpstreamReply): Promise<string> {
  const refusal = Refusal.safeParse(parseJson(await reply.text(MAX_ERROR_BYTES)));
  return refusal.success ? refusal.data.error.message.slice(0, 500) : "";
}
