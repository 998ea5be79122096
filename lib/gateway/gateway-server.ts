import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { poolSql } from "@/lib/db/sql";
import { sameSecret } from "@/lib/env/secrets";
import { GATEWAY_APIS } from "@/lib/gateway/apis/gateway-apis";
import { type ErrorForm, OPENAI_ERRORS } from "@/lib/gateway/apis/error-form";
import { asGatewayError } from "@/lib/gateway/as-gateway-error";
import { authenticate } from "@/lib/gateway/authenticate";
import { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { describeModel, listModels } from "@/lib/gateway/list-models";
import { describeKey } from "@/lib/gateway/describe-key";
import { serveCall } from "@/lib/gateway/serve-call";
import { newRequestId } from "@/lib/http/request-context";
import { systemMs } from "@/lib/time/clock";
import { UPSTREAM_PATHS } from "@/lib/upstreams/api";

type Serve = (node: GatewayNode, exchange: Exchange) => Promise<void>;

interface Address {
  method: "GET" | "POST";
  /** For figures and the log: without what differs from call to call. */
  name: string;
  errors: ErrorForm;
  serve: Serve;
}

export interface ServerOptions {
  /** Asked for at /metrics; without one the figures are open. */
  metricsToken: string | null;
}

/** A request that was refused unread may still be sending: its connection is closed after so long. */
const LINGER_MS = 1_000;

/** The HTTP server of a node; it does not listen yet. */
export function gatewayServer(node: GatewayNode, options: ServerOptions): Server {
  const addresses = addressesOf(options);
  const server = createServer((request, response) => {
    void answer(node, addresses, request, response);
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

/** By path; each takes one method. */
function addressesOf({ metricsToken }: ServerOptions): ReadonlyMap<string, Address> {
  const calls = Object.values(GATEWAY_APIS).map((api): Address => {
    const name = `/v1${UPSTREAM_PATHS[api.api]}`;
    return { method: "POST", name, errors: api.errors, serve: (node, exchange) => serveCall(node, exchange, api) };
  });
  const reads: Record<string, Serve> = {
    "/v1/models": serveModels,
    [ONE_MODEL]: serveModel,
    "/v1/key": serveKey,
    "/health": async (_node, exchange) => exchange.sendJson(200, '{"status":"ok"}'),
    "/ready": serveReady,
    "/metrics": (node, exchange) => serveMetrics(node, exchange, metricsToken),
  };
  const plain = Object.entries(reads).map(([name, serve]): Address => ({
    method: "GET",
    name,
    errors: OPENAI_ERRORS,
    serve,
  }));
  return new Map([...calls, ...plain].map((address) => [address.name, address]));
}

const ONE_MODEL = "/v1/models/{model}";

async function answer(
  node: GatewayNode,
  addresses: ReadonlyMap<string, Address>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedMs = systemMs();
  const exchange = new Exchange(request, response, newRequestId());
  const path = pathOf(request);
  const address = addresses.get(path.startsWith("/v1/models/") ? ONE_MODEL : path);
  if (address) exchange.errors = address.errors;
  try {
    if (!address) throw new GatewayError("addressUnknown");
    if (address.method !== request.method) throw new GatewayError("methodWrong");
    await address.serve(node, exchange);
  } catch (error) {
    sendFailure(node, exchange, error);
  }
  const name = address?.name ?? "unknown";
  node.metrics.answers.inc({ address: name, status: response.statusCode });
  const status = exchange.gone.aborted ? "left" : response.statusCode;
  node.log.info({ requestId: exchange.requestId, address: name, status, ms: systemMs() - startedMs }, "answered");
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function sendFailure(node: GatewayNode, exchange: Exchange, error: unknown): void {
  // Nobody is there to answer; what went wrong with charging is told by the queue.
  if (exchange.gone.aborted || exchange.request.errored) return;
  const failure = asGatewayError(error);
  if (failure.status >= 500)
    node.log.error({ err: error, requestId: exchange.requestId, error: failure.error }, "a call failed");
  endConnectionIfUnread(exchange);
  exchange.sendError(failure);
}

/** A body that was not read to its end would be taken for the next request: this connection serves no other. */
function endConnectionIfUnread({ request, response }: Exchange): void {
  if (request.complete) return;
  if (!response.headersSent) response.setHeader("connection", "close");
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.on("close", () => clearTimeout(timer));
}

async function serveModels(node: GatewayNode, exchange: Exchange): Promise<void> {
  const caller = await authenticate(exchange, node.keys, node.limits);
  exchange.sendJson(200, JSON.stringify(await listModels(node, caller)));
}

async function serveModel(node: GatewayNode, exchange: Exchange): Promise<void> {
  const caller = await authenticate(exchange, node.keys, node.limits);
  const code = pathOf(exchange.request).slice("/v1/models/".length);
  exchange.sendJson(200, JSON.stringify(await describeModel(node, caller, code)));
}

async function serveKey(node: GatewayNode, exchange: Exchange): Promise<void> {
  const caller = await authenticate(exchange, node.keys, node.limits);
  exchange.sendJson(200, JSON.stringify(await describeKey(caller)));
}

async function serveReady(node: GatewayNode, exchange: Exchange): Promise<void> {
  await poolSql("SELECT 1");
  if (!node.isAdmitting) throw new GatewayError("unavailable");
  exchange.sendJson(200, '{"status":"ready"}');
}

async function serveMetrics(node: GatewayNode, exchange: Exchange, token: string | null): Promise<void> {
  const given = exchange.request.headers.authorization ?? "";
  if (token !== null && !sameSecret(given, `Bearer ${token}`)) throw new GatewayError("invalidKey");
  exchange.response.writeHead(200, { "content-type": node.metrics.registry.contentType });
  exchange.response.end(await node.metrics.registry.metrics());
}
