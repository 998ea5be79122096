import { UPSTREAM_APIS, UPSTREAM_PATHS, type UpstreamApi } from "@/lib/upstreams/api";
import { usageEventsAddress, usageEventSchemas } from "@/lib/openapi/usage-events-address";

/** Whose protocol a call of the gateway is, and what it is called here. */
const CALLS: Record<UpstreamApi, { id: string; protocol: string }> = {
  chat: { id: "createChatCompletion", protocol: "OpenAI Chat Completions" },
  completions: { id: "createCompletion", protocol: "OpenAI Completions" },
  embeddings: { id: "createEmbedding", protocol: "OpenAI Embeddings" },
  responses: { id: "createResponse", protocol: "OpenAI Responses" },
  messages: { id: "createMessage", protocol: "Anthropic Messages" },
};
const READS = [
  { path: "/v1/models", id: "listModels", summary: "Models, their weights, and whether this key may use them" },
  { path: "/v1/models/{model}", id: "getModel", summary: "One model" },
  { path: "/v1/key", id: "describeKey", summary: "This key's limits, what is left of them, and when they reset" },
] as const;
const MODEL = { name: "model", in: "path", required: true, schema: { type: "string" } };

/** The OpenAPI 3.1 document of every address that programs call. */
export function machineAddresses(webUrl: string, gatewayUrl: string): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Tokenhall",
      version: "1",
      description: "What programs call. Addresses of the pages are not part of it.",
    },
    servers: [{ url: webUrl }],
    paths: {
      "/api/usage/events": usageEventsAddress(),
      ...systemAddresses(),
      ...gatewayAddresses([{ url: gatewayUrl }]),
    },
    components: {
      securitySchemes: {
        apiClient: { type: "http", scheme: "bearer", description: "An API client's secret, tc-…" },
        apiKey: { type: "http", scheme: "bearer", description: "An account's API key, tk-…" },
        apiKeyHeader: { type: "apiKey", in: "header", name: "x-api-key" },
        metricsToken: { type: "http", scheme: "bearer", description: "METRICS_TOKEN" },
      },
      schemas: { ...usageEventSchemas(), Failure },
    },
  };
}

const Failure = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "details", "requestId"],
      properties: {
        code: { type: "string" },
        message: { type: "string", description: "In the caller's language" },
        details: { type: "object", additionalProperties: { type: ["string", "number", "boolean", "null"] } },
        requestId: { type: "string" },
      },
    },
  },
};

function systemAddresses(): Record<string, object> {
  const get = (operationId: string, summary: string, responses: object, security: object[] = []) => ({
    get: { operationId, summary, security, responses },
  });
  return {
    "/api/health": get("getHealth", "Whether this process answers", { "200": { description: "It does" } }),
    "/api/ready": get("getReadiness", "Whether it can work: database and migrations", {
      "200": { description: "Ready" },
      "503": { description: "Not ready; the body says what is missing" },
    }),
    "/api/metrics": get(
      "getMetrics",
      "Figures for Prometheus",
      { "200": { description: "Text exposition format" }, "404": { description: "No or another token" } },
      [{ metricsToken: [] }],
    ),
  };
}

function gatewayAddresses(servers: readonly { url: string }[]): Record<string, object> {
  const security = [{ apiKey: [] }, { apiKeyHeader: [] }];
  const refusals = {
    "401": { description: "Key not known, revoked or expired" },
    "402": { description: "Not enough tokens, or a cap of the key is reached; the body names it" },
    "429": { description: "A limit per minute; Retry-After says when" },
  };
  const found: Record<string, object> = {};
  for (const api of UPSTREAM_APIS) {
    const { id, protocol } = CALLS[api];
    found[`/v1${UPSTREAM_PATHS[api]}`] = {
      servers,
      post: {
        operationId: id,
        summary: `${protocol}, streamed where the protocol streams`,
        security,
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: { "200": { description: `An answer in the form of ${protocol}` }, ...refusals },
      },
    };
  }
  for (const { path, id, summary } of READS) {
    const parameters = path.includes("{model}") ? [MODEL] : [];
    const responses = { "200": { description: summary }, ...refusals };
    found[path] = { servers, get: { operationId: id, summary, parameters, security, responses } };
  }
  return found;
}
