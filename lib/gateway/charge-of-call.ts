import type { UsageOutcome } from "@/lib/charging/charging";
import type { ModelUsage } from "@/lib/charging/rate";
import type { ClientLeftRule } from "@/lib/env/env";
import type { CallBounds } from "@/lib/gateway/estimate";

/** How a call ended, as far as charging is concerned. Failed calls charge nothing and do not come here. */
export interface CallEnding {
  how: "completed" | "client_left";
  reported: ModelUsage | null;
  hasOutput: boolean;
  countInput: () => number;
  countOutput: () => number;
}

export interface CallCharge {
  usage: ModelUsage;
  outcome: UsageOutcome;
  /** Output that upstream reports beyond the limit it was given. Nobody is charged for it. */
  overLimitTokens: number;
}

/**
 * What a call is charged for (decisions 18). Reported usage counts, output up to the limit that was sent and input up to the
 * model's context: beyond these an upstream reports what cannot be. Without a report we count. The client who left, and
 * whoever is charged by our count, never pays more than was held. Null when nothing is charged: the client left before
 * anything came, or the operator's rule is that who leaves pays nothing.
 */
export function chargeOfCall(
  ending: CallEnding,
  bounds: CallBounds,
  contextTokens: number,
  clientLeftRule: ClientLeftRule,
): CallCharge | null {
  const mostOutput = bounds.outputLimit * bounds.choices;
  const left = ending.how === "client_left";
  if (left && clientLeftRule === "nothing") return null;
  if (ending.reported) {
    const mostInput = left ? bounds.inputTokens : Math.max(contextTokens, bounds.inputTokens);
    const { inputTokens, cachedInputTokens, outputTokens } = ending.reported;
    return {
      usage: {
        inputTokens: Math.min(inputTokens, mostInput),
        cachedInputTokens: Math.min(cachedInputTokens, inputTokens, mostInput),
        outputTokens: Math.min(outputTokens, mostOutput),
      },
      outcome: left ? "client_left" : "completed",
      overLimitTokens: Math.max(0, outputTokens - mostOutput),
    };
  }
  if (left && !ending.hasOutput) return null;
  const counted = {
    inputTokens: Math.min(ending.countInput(), bounds.inputTokens),
    cachedInputTokens: 0,
    outputTokens: Math.min(ending.countOutput(), mostOutput),
  };
  return { usage: counted, outcome: left ? "client_left" : "counted", overLimitTokens: 0 };
}
