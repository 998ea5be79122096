import type { ModelUsage } from "@/lib/charging/rate";
import { countAt, isJsonObject, type JsonObject } from "@/lib/gateway/apis/json-fields";

/**
 * Usage in OpenAI's words, old (`prompt_tokens`) or new (`input_tokens`). Cached tokens are part of the input, and never
 * more than it. Reasoning is part of the output; an upstream whose total shows that it counted reasoning beside the
 * output gets it added once. Null when nothing believable is reported.
 */
export function openAiUsage(value: unknown): ModelUsage | null {
  if (!isJsonObject(value)) return null;
  const inputTokens = countAt(value, "prompt_tokens") ?? countAt(value, "input_tokens");
  const written = outputOf(value);
  if (inputTokens === null || written === null) return null;
  const cached =
    countAt(detailsOf(value, "prompt_tokens_details", "input_tokens_details"), "cached_tokens") ??
    countAt(value, "prompt_cache_hit_tokens") ?? // DeepSeek's own field for the same
    0;
  const reasoning =
    countAt(detailsOf(value, "completion_tokens_details", "output_tokens_details"), "reasoning_tokens") ?? 0;
  const isBeside = reasoning > 0 && countAt(value, "total_tokens") === inputTokens + written + reasoning;
  return {
    inputTokens,
    cachedInputTokens: Math.min(cached, inputTokens),
    outputTokens: isBeside ? written + reasoning : written,
  };
}

/** Embeddings have no output and report none. */
function outputOf(usage: JsonObject): number | null {
  const name = usage.completion_tokens === undefined ? "output_tokens" : "completion_tokens";
  return usage[name] === undefined ? 0 : countAt(usage, name);
}

function detailsOf(usage: JsonObject, oldName: string, newName: string): JsonObject | null {
  const details = usage[oldName] ?? usage[newName];
  return isJsonObject(details) ? details : null;
}
