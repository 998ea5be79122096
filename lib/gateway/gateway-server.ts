import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { poolSql } from "@/lib/db/sql";
import { sameSecret } from "@/lib/env/secrets";
import { asGatewayError } from "@/lib/gateway/as-gateway-error";
import { authenticate } from "@/lib/gateway/authenticate";
import { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { describeModel, listModels } from "@/lib/gateway/list-models";
import { serveChat } from "@/lib/gateway/serve-chat";
import { newRequestId } from "@/lib/http/request-context";
import { systemMs } from "@/lib/time/clock";

type Serve = (node: GatewayNode, exchange: Exchange) => Promise<void>;

interface Address {
  method: "GET" | "POST";
  path: RegExp;
  /** For figures and the log: without what differs from call to call. */
  name: string;
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

function addressesOf({ metricsToken }: ServerOptions): Address[] {
  return [
    { method: "POST", path: /^\/v1\/chat\/completions$/, name: "/v1/chat/completions", serve: serveChat },
    { method: "GET", path: /^\/v1\/models$/, name: "/v1/models", serve: serveModels },
    { method: "GET", path: /^\/v1\/models\/[^/]+$/, name: "/v1/models/{model}", serve: serveModel },
    {
      method: "GET",
      path: /^\/health$/,
      name: "/health",
      serve: async (_node, exchange) => exchange.sendJson(200, '{"status":"ok"}'),
    },
    { method: "GET", path: /^\/ready$/, name: "/ready", serve: serveReady },
    {
      method: "GET",
      path: /^\/metrics$/,
      name: "/metrics",
      serve: (node, exchange) => serveMetrics(node, exchange, metricsToken),
    },
  ];
}

async function answer(
  node: GatewayNode,
  addresses: readonly Address[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedMs = systemMs();
  const exchange = new Exchange(request, response, newRequestId());
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const known = addresses.filter((address) => address.path.test(path));
  const address = known.find(({ method }) => method === request.method);
  try {
    if (!address) throw new GatewayError(known.length > 0 ? "methodWrong" : "addressUnknown");
    await address.serve(node, exchange);
  } catch (error) {
    sendFailure(node, exchange, error);
  }
  const name = address?.name ?? "unknown";
  node.metrics.answers.inc({ address: name, status: response.statusCode });
  const status = exchange.gone.aborted ? "left" : response.statusCode;
  node.log.info({ requestId: exchange.requestId, address: name, status, ms: systemMs() - startedMs }, "answered");
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
  await authenticate(exchange, node.keys, node.limits);
  exchange.sendJson(200, JSON.stringify(await listModels(node)));
}

async function serveModel(node: GatewayNode, exchange: Exchange): Promise<void> {
  await authenticate(exchange, node.keys, node.limits);
  const code = /[^/]+$/.exec((exchange.request.url ?? "").split("?", 1)[0] ?? "")?.[0] ?? "";
  exchange.sendJson(200, JSON.stringify(await describeModel(node, code)));
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
