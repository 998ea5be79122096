import { rate, type Weights } from "@/lib/charging/rate";

/** Below this output an answer is of no use: rather refuse than lower the limit further. */
const LEAST_OUTPUT_TOKENS = 16;
/** What is held when neither the caller nor the model says how long an answer may be. */
export const MOST_DEFAULT_OUTPUT_TOKENS = 16_384;

/** A request that does not say how long its answer may be takes no more than this of a balance that others need too. */
const ENOUGH_UNASKED_TOKENS = 2_048;

/** What a call may use at most. */
export interface CallBounds {
  /** A true upper bound of the prompt. */
  inputTokens: number;
  /** Per choice. */
  outputLimit: number;
  choices: number;
}

/** The most plan tokens a call can cost: nothing cached unless cached input were dearer, every choice written to its limit. */
export function mostCost({ inputTokens, outputLimit, choices }: CallBounds, weights: Weights): number {
  const dearestInput = { ...weights, inputMilli: Math.max(weights.inputMilli, weights.cachedInputMilli) };
  return rate({ inputTokens, cachedInputTokens: 0, outputTokens: outputLimit * choices }, dearestInput);
}

/** The output limit per choice that so many plan tokens pay for, at most the call's own; null when not even the prompt can be paid. */
export function affordableOutput(bounds: CallBounds, weights: Weights, planTokens: number): number | null {
  if (mostCost(bounds, weights) <= planTokens) return bounds.outputLimit;
  if (mostCost({ ...bounds, outputLimit: 0 }, weights) > planTokens) return null;
  const inputMilli = BigInt(bounds.inputTokens) * BigInt(Math.max(weights.inputMilli, weights.cachedInputMilli));
  const perToken = BigInt(weights.outputMilli) * BigInt(bounds.choices);
  if (perToken === 0n) return bounds.outputLimit;
  const affordable = (BigInt(planTokens) * 1000n - inputMilli) / perToken;
  return Math.min(bounds.outputLimit, Number(affordable));
}

/** The output limit that is enough for a request which did not say, when its whole default is not to be had cheaply. */
export function enoughWhenUnasked(outputLimit: number): number {
  return Math.min(ENOUGH_UNASKED_TOKENS, outputLimit);
}

/** The lowest limit to which a request may be cut: its own if that is smaller. */
export function leastOutput(outputLimit: number): number {
  return Math.min(LEAST_OUTPUT_TOKENS, outputLimit);
}
