import { z } from "zod";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import type { PromptCache } from "@/lib/upstreams/sandbox/prompt-cache";
import { type SandboxRequest, sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import { cutToTokens, writeAnswer, writeExactly } from "@/lib/upstreams/sandbox/write-answer";

export interface SandboxUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
}

export interface SandboxAnswer {
  /** One text per choice; empty when the answer is a tool call. */
  texts: string[];
  toolCall: { id: string; type: "function"; function: { name: string; arguments: string } } | null;
  finishReason: "stop" | "length" | "tool_calls";
  /** Null when told not to report it. */
  usage: SandboxUsage | null;
}

const DEFAULT_LIMIT = 4_096;
const Tool = z.looseObject({ function: z.looseObject({ name: z.string() }) });

/** Decides the whole answer to a request, before anything is sent. */
export function answerChat(request: SandboxRequest, cache: PromptCache): SandboxAnswer {
  const order = sandboxOrder(request.user);
  const limit = Math.min(request.max_completion_tokens ?? DEFAULT_LIMIT, request.max_tokens ?? DEFAULT_LIMIT);
  const choices = request.n ?? 1;
  const prompt = { messages: request.messages, tools: request.tools, response_format: request.response_format };
  const promptTokens = countPromptTokens(prompt);
  const cachedTokens = order === "exact" ? 0 : cache.use(request.model, prompt, promptTokens);

  const toolCall = order === "tool-call" ? callOf(request.tools) : null;
  const full = order === "exact" ? writeExactly(limitOf(request)) : writeAnswer(request.messages, request.model);
  const text = toolCall ? "" : order === "exact" ? full : cutToTokens(wrapAsAsked(full, request), limit);
  const outputPerChoice = toolCall
    ? countTextTokens(toolCall.function.name + toolCall.function.arguments)
    : countTextTokens(text);
  const completionTokens = order === "overlong" ? limit * choices + 1_000_000 : outputPerChoice * choices;

  return {
    texts: Array.from({ length: choices }, () => text),
    toolCall,
    finishReason: toolCall ? "tool_calls" : order === "exact" || text.length < full.length ? "length" : "stop",
    usage:
      order === "no-usage"
        ? null
        : order === "zero-usage"
          ? usageOf(0, 0, 0)
          : usageOf(promptTokens, completionTokens, cachedTokens),
  };
}

function limitOf(request: SandboxRequest): number {
  return request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_LIMIT;
}

/** Callers that ask for JSON get JSON. */
function wrapAsAsked(text: string, request: SandboxRequest): string {
  const format = z.looseObject({ type: z.string() }).safeParse(request.response_format).data?.type;
  return format === "json_object" || format === "json_schema" ? JSON.stringify({ answer: text }) : text;
}

function callOf(tools: SandboxRequest["tools"]): SandboxAnswer["toolCall"] {
  const name = Tool.safeParse(tools?.[0]).data?.function.name ?? "look_up";
  return { id: "call_sandbox", type: "function", function: { name, arguments: "{}" } };
}

function usageOf(promptTokens: number, completionTokens: number, cachedTokens: number): SandboxUsage {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
