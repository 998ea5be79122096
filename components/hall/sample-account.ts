import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import type { BucketView } from "@/lib/grants/bucket";
import { planTokensPerTask, type TaskTokens } from "@/lib/grants/capability";
import { prepareTokenMeter, type TokenMeter } from "@/lib/grants/token-meter";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/** The home page's sample: a believable account today. Shown only under a label that says it is a sample. */

const RATE_PER_DAY_TOKENS = 1_779_000;
const DAYS_OF_DATA = 14;
const BUCKETS = [
  { source: "plan", grantedTokens: 40_000_000, leftTokens: 18_399_000, daysLeft: 18 },
  { source: "pack", grantedTokens: 5_000_000, leftTokens: 3_000_000, daysLeft: 47 },
  { source: "pack", grantedTokens: 20_000_000, leftTokens: 15_384_000, daysLeft: 139 },
] as const;
const CALLS = [
  { modelCode: "glm-5", inputTokens: 12_480, cachedInputTokens: 9_600, outputTokens: 1_842 },
  { modelCode: "deepseek-v3.2", inputTokens: 3_200, cachedInputTokens: 0, outputTokens: 640 },
] as const;

export function sampleMeter(now: Date): TokenMeter {
  const today = shanghaiDay(now);
  const buckets = BUCKETS.map(({ daysLeft, ...bucket }, index): BucketView => ({
    ...bucket,
    id: `sample-${index}`,
    // The strip names buckets by their source alone.
    name: { "zh-CN": "", en: "" },
    heldTokens: 0,
    modelScope: [],
    free: false,
    startsAt: startOfShanghaiDay(addDays(today, -12)).toISOString(),
    expiresAt: startOfShanghaiDay(addDays(today, daysLeft + 1)).toISOString(),
    createdAt: startOfShanghaiDay(addDays(today, -12)).toISOString(),
  }));
  return prepareTokenMeter({ buckets, ratePerDayTokens: RATE_PER_DAY_TOKENS, daysOfData: DAYS_OF_DATA, now });
}

export type SampleCall = TaskTokens & { readonly model: ModelOnSale; readonly planTokens: number };

/** Two calls and what each costs by the weights in force. */
export function sampleCalls(models: readonly ModelOnSale[]): SampleCall[] {
  return CALLS.flatMap(({ modelCode, ...tokens }) => {
    const model = models.find(({ code }) => code === modelCode);
    return model ? [{ ...tokens, model, planTokens: planTokensPerTask(tokens, model.current) }] : [];
  });
}
