import { z } from "zod";
import type { UpstreamApi } from "@/lib/upstreams/api";
import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

export interface SeenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** What one JSON object of an answer (the whole of it, or one event of a stream) says to a client. */
export interface SeenPiece {
  text: string;
  usage: SeenUsage | null;
  /** The protocol's own last word of a stream. */
  isLast: boolean;
  isError: boolean;
}

/** What a call asks for, in whichever protocol. */
export interface CallContent {
  model: string;
  prompt: string;
  outputLimit: number;
  streamed: boolean;
  order: SandboxOrder | null;
}

export interface Protocol {
  api: UpstreamApi;
  path: string;
  streams: boolean;
  body: (content: CallContent) => Record<string, unknown>;
  keyHeaders: (secret: string) => Record<string, string>;
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const orderOf = ({ order }: CallContent) => order && `sandbox:${order}`;

/** How each protocol of the gateway is spoken. What a gateway does not offer (yet) is left out of the load. */
export const PROTOCOLS: readonly [Protocol, ...Protocol[]] = [
  {
    api: "chat",
    path: "/v1/chat/completions",
    streams: true,
    keyHeaders: bearer,
    body: (plan) => ({
      model: plan.model,
      messages: [{ role: "user", content: plan.prompt }],
      max_tokens: plan.outputLimit,
      ...(plan.order && { user: orderOf(plan) }),
      ...(plan.streamed && { stream: true, stream_options: { include_usage: true } }),
    }),
  },
  {
    api: "completions",
    path: "/v1/completions",
    streams: true,
    keyHeaders: bearer,
    body: (plan) => ({
      model: plan.model,
      prompt: plan.prompt,
      max_tokens: plan.outputLimit,
      ...(plan.order && { user: orderOf(plan) }),
      ...(plan.streamed && { stream: true, stream_options: { include_usage: true } }),
    }),
  },
  {
    api: "embeddings",
    path: "/v1/embeddings",
    streams: false,
    keyHeaders: bearer,
    body: (plan) => ({ model: plan.model, input: plan.prompt, ...(plan.order && { user: orderOf(plan) }) }),
  },
  {
    api: "responses",
    path: "/v1/responses",
    streams: true,
    keyHeaders: bearer,
    body: (plan) => ({
      model: plan.model,
      input: plan.prompt,
      max_output_tokens: plan.outputLimit,
      ...(plan.order && { user: orderOf(plan) }),
      ...(plan.streamed && { stream: true }),
    }),
  },
  {
    api: "messages",
    path: "/v1/messages",
    streams: true,
    keyHeaders: (secret) => ({ "x-api-key": secret, "anthropic-version": "2023-06-01" }),
    body: (plan) => ({
      model: plan.model,
      messages: [{ role: "user", content: plan.prompt }],
      max_tokens: plan.outputLimit,
      ...(plan.order && { metadata: { user_id: orderOf(plan) } }),
      ...(plan.streamed && { stream: true }),
    }),
  },
];

const count = z.int().min(0).nullish();
const Usage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});
const Texts = z.looseObject({ content: z.string().nullish(), text: z.string().nullish() });
const Block = z.looseObject({ text: z.string().nullish() });
const Piece = z.looseObject({
  type: z.string().nullish(),
  error: z.unknown().optional(),
  usage: Usage.nullish(),
  choices: z
    .array(z.looseObject({ text: z.string().nullish(), delta: Texts.nullish(), message: Texts.nullish() }))
    .nullish(),
  /** Responses send a text, Messages an object. */
  delta: z.union([z.string(), Block]).nullish(),
  message: z.looseObject({ usage: Usage.nullish() }).nullish(),
  response: z.looseObject({ usage: Usage.nullish() }).nullish(),
});

const LAST_TYPES = new Set(["response.completed", "response.incomplete", "message_stop"]);
const FAILED_TYPES = new Set(["error", "response.failed"]);

/** Reads one JSON object of any protocol as a client would. */
export function readPiece(value: unknown): SeenPiece {
  const { type, error, usage, choices, delta, message, response } = Piece.parse(value);
  const written = (choices ?? []).map(
    (choice) => choice.text ?? choice.delta?.content ?? choice.message?.content ?? "",
  );
  const added = typeof delta === "string" ? delta : (delta?.text ?? "");
  const isText = type === undefined || type === null || /text\.delta$|^content_block_delta$/.test(type);
  return {
    text: written.join("") + (isText ? added : ""),
    usage: usageOf(usage ?? message?.usage ?? response?.usage),
    isLast: LAST_TYPES.has(type ?? ""),
    isError: (error !== undefined && error !== null) || FAILED_TYPES.has(type ?? ""),
  };
}

function usageOf(usage: z.output<typeof Usage> | null | undefined): SeenUsage | null {
  if (!usage) return null;
  const beside = (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
  return {
    inputTokens: usage.prompt_tokens ?? (usage.input_tokens ?? 0) + beside,
    outputTokens: usage.completion_tokens ?? usage.output_tokens ?? 0,
  };
}
