/** The protocols that upstreams speak and callers use; each has one address below a base URL. */
export const UPSTREAM_APIS = ["chat", "completions", "embeddings", "responses", "messages"] as const;

export type UpstreamApi = (typeof UPSTREAM_APIS)[number];

/** Below the base URL: of an upstream, and of the gateway (`/v1`). */
export const UPSTREAM_PATHS = {
  chat: "/chat/completions",
  completions: "/completions",
  embeddings: "/embeddings",
  responses: "/responses",
  messages: "/messages",
} as const satisfies Record<UpstreamApi, string>;
