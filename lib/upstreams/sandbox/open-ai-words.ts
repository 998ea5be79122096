import { z } from "zod";
import { newUuid } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";
import type { SandboxAnswer, SandboxAsk, SandboxUsage } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

/** What OpenAI's older protocols have in common: ids, usage, errors, unnamed events. */
export function openAiHead(prefix: string, object: string, model: string) {
  return { id: sandboxId(prefix), object, created: sandboxSeconds(), model };
}

export function sandboxId(prefix: string): string {
  return prefix + newUuid(systemNow()).replaceAll("-", "");
}

export function sandboxSeconds(): number {
  return Math.floor(systemNow().getTime() / 1_000);
}

function openAiUsage({ inputTokens, cachedTokens, outputTokens }: SandboxUsage) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}

/** What requests of these protocols have in common; everything else is allowed and ignored. */
export const OPENAI_REQUEST = {
  model: z.string(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.int().min(1).max(128).nullish(),
  user: z.string().nullish(),
};

/** How a request of these protocols wants its answer. */
export function readOpenAi(request: z.output<z.ZodObject<typeof OPENAI_REQUEST>>) {
  return {
    model: request.model,
    order: sandboxOrder(request.user),
    streamed: request.stream ?? false,
    wantsUsage: request.stream_options?.include_usage ?? false,
  };
}

type Head = ReturnType<typeof openAiHead>;

/** A whole answer. */
export function openAiWhole(head: Head, choices: readonly object[], { usage }: SandboxAnswer) {
  return { ...head, choices, ...(usage && { usage: openAiUsage(usage) }) };
}

/** A frame for a choice's piece, and the frames that end a stream. Who asked for usage gets it in one of its own. */
export function openAiStream(head: Head, answer: SandboxAnswer, { wantsUsage }: SandboxAsk) {
  const usage = wantsUsage && answer.usage ? openAiUsage(answer.usage) : null;
  return {
    frameOf: (choice: object) => dataFrame({ ...head, choices: [choice], ...(usage && { usage: null }) }),
    ending: [...(usage ? [dataFrame({ ...head, choices: [], usage })] : []), DONE_FRAME],
  };
}

export function openAiError(status: number, message: string, code: string | null) {
  return { error: { message, type: status < 500 ? "invalid_request_error" : "server_error", param: null, code } };
}

function dataFrame(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export function namedFrame(name: string, data: object): string {
  return `event: ${name}\n${dataFrame(data)}`;
}

export const FAILURE_MESSAGE = "The sandbox was asked to fail.";
const DONE_FRAME = "data: [DONE]\n\n";
export const OPENAI_ERROR_FRAME = dataFrame(openAiError(500, FAILURE_MESSAGE, "sandbox_failure"));
