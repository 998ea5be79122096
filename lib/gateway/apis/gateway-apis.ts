import { chatApi } from "@/lib/gateway/apis/chat";
import { completionsApi } from "@/lib/gateway/apis/completions";
import { embeddingsApi } from "@/lib/gateway/apis/embeddings";
import type { GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { messagesApi } from "@/lib/gateway/apis/messages";
import { responsesApi } from "@/lib/gateway/apis/responses";
import type { UpstreamApi } from "@/lib/upstreams/api";

export const GATEWAY_APIS: Readonly<Record<UpstreamApi, GatewayApi>> = {
  chat: chatApi,
  completions: completionsApi,
  embeddings: embeddingsApi,
  responses: responsesApi,
  messages: messagesApi,
};
