import { type PlanTokens, toPlanTokens } from "@/lib/money/amounts";

/** Model tokens of one request. Cached input is part of input (the OpenAI rule). */
export interface ModelUsage {
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

/** Plan tokens per model token, in thousandths. */
export interface Weights {
  inputMilli: number;
  cachedInputMilli: number;
  outputMilli: number;
}

/**
 * Rating: usage × weights → plan tokens, rounded up once per request. Cached input beyond the input counts as input only
 * (a lying upstream): no negative term, ever. Throws RangeError when the result leaves the safe integers.
 */
export function rate(usage: ModelUsage, weights: Weights): PlanTokens {
  const cached = BigInt(Math.min(usage.cachedInputTokens, usage.inputTokens));
  const uncached = BigInt(usage.inputTokens) - cached;
  const milli =
    uncached * BigInt(weights.inputMilli) +
    cached * BigInt(weights.cachedInputMilli) +
    BigInt(usage.outputTokens) * BigInt(weights.outputMilli);
  return toPlanTokens((milli + 999n) / 1000n);
}
