import { newUuid } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";
import type { SandboxUsage } from "@/lib/upstreams/sandbox/sandbox-dialect";

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

export function openAiUsage({ inputTokens, cachedTokens, outputTokens }: SandboxUsage) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}

export function openAiError(status: number, message: string, code: string | null) {
  return { error: { message, type: status < 500 ? "invalid_request_error" : "server_error", param: null, code } };
}

export function dataFrame(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export function namedFrame(name: string, data: object): string {
  return `event: ${name}\n${dataFrame(data)}`;
}

export const FAILURE_MESSAGE = "The sandbox was asked to fail.";
export const DONE_FRAME = "data: [DONE]\n\n";
export const OPENAI_ERROR_FRAME = dataFrame(openAiError(500, FAILURE_MESSAGE, "sandbox_failure"));
