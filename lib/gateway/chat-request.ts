import { z } from "zod";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";

/** Deeper nesting than any real request has; recursion over it must stay shallow. */
const MAX_DEPTH = 64;
const MAX_CHOICES = 8;

const limit = z.int().min(1).nullish();

/** The fields the gateway interprets. Everything else passes through untouched. */
const ChatFields = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z.array(z.looseObject({ role: z.string() })).min(1),
  max_tokens: limit,
  max_completion_tokens: limit,
  n: z.int().min(1).max(MAX_CHOICES).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  user: z.string().max(512).nullish(),
  tools: z.array(z.unknown()).nullish(),
});

export type ChatFields = z.infer<typeof ChatFields>;

export interface ChatRequest {
  /** The whole request as it came. */
  fields: ChatFields;
  choices: number;
  streamed: boolean;
  /** Whether the client asked for the usage chunk of a stream. */
  wantsUsage: boolean;
  /** The output limit per choice that the client asked for; null for the model's default. */
  askedOutputTokens: number | null;
}

/** Reads a chat request. Throws invalidJson or invalidValue, which name what is wrong. */
export function parseChatRequest(text: string): ChatRequest {
  const parsed = ChatFields.safeParse(parseJsonObject(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const param = issue?.path.join(".") || "body";
    throw new GatewayError("invalidValue", { rule: issue?.message ?? "not valid" }, param);
  }
  const fields = parsed.data;
  const limits = [fields.max_completion_tokens, fields.max_tokens].filter((value) => typeof value === "number");
  return {
    fields,
    choices: fields.n ?? 1,
    streamed: fields.stream ?? false,
    wantsUsage: fields.stream_options?.include_usage ?? false,
    askedOutputTokens: limits.length > 0 ? Math.min(...limits) : null,
  };
}

function parseJsonObject(text: string): object {
  if (depthOf(text) > MAX_DEPTH) throw new GatewayError("invalidJson");
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new GatewayError("invalidJson");
  return value;
}

/** How deep brackets nest, without parsing: a parsed monster would overflow the stack of whoever walks it. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === BACKSLASH) at += 1;
      else if (character === QUOTE) quoted = false;
    } else if (character === QUOTE) quoted = true;
    else if (character === BRACKET || character === BRACE) deepest = Math.max(deepest, (depth += 1));
    else if (character === BRACKET_END || character === BRACE_END) depth -= 1;
  }
  return deepest;
}

const BACKSLASH = 92;
const QUOTE = 34;
const BRACKET = 91;
const BRACKET_END = 93;
const BRACE = 123;
const BRACE_END = 125;

/** The request as upstream gets it: its own name of the model, the limit that is paid for, and usage always reported. */
export function upstreamBody(chat: ChatRequest, upstreamModel: string, outputLimit: number): string {
  const { fields } = chat;
  const usesNewName = typeof fields.max_completion_tokens === "number";
  const usesOldName = typeof fields.max_tokens === "number" || !usesNewName;
  return JSON.stringify({
    ...fields,
    model: upstreamModel,
    ...(usesNewName && { max_completion_tokens: outputLimit }),
    ...(usesOldName && { max_tokens: outputLimit }),
    ...(chat.streamed && { stream_options: { ...fields.stream_options, include_usage: true } }),
  });
}
