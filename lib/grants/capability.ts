/** What tokens do and what tasks need, from published weights alone. Capability rounds down, need rounds up. */

/** Thousandths of a plan token per model token. */
export type ModelWeights = {
  readonly inputMilli: number;
  readonly cachedInputMilli: number;
  readonly outputMilli: number;
};

/** Model tokens of one everyday task. Cached tokens are part of the input, as upstreams report them. */
export type TaskTokens = {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
};

export type PlannedTask = TaskTokens & { readonly code: string; readonly timesPerDay: number };

export type PlanOffer = { readonly code: string; readonly priceFen: number; readonly quotaTokens: number };

/** The same days for everyone, so that the arithmetic on screen can be followed. */
export const ESTIMATE_DAYS = 30;

/** Plan tokens that one task costs; rounded up once, as rating does for a request. */
export function planTokensPerTask(task: TaskTokens, weights: ModelWeights): number {
  const uncached = task.inputTokens - task.cachedInputTokens;
  if (uncached < 0) throw new RangeError("cached tokens are part of input");
  const milli =
    uncached * weights.inputMilli +
    task.cachedInputTokens * weights.cachedInputMilli +
    task.outputTokens * weights.outputMilli;
  return Math.ceil(milli / 1000);
}

/** How many such tasks the tokens pay for. */
export function countTasks(planTokens: number, task: TaskTokens, weights: ModelWeights): number {
  const each = planTokensPerTask(task, weights);
  if (each === 0) throw new RangeError("a task without cost has no count");
  return Math.floor(planTokens / each);
}

export type PlanFit = {
  readonly plan: PlanOffer;
  /** Floor of the percentage used, so that a plan never looks fuller than it is. */
  readonly usedPercent: number;
  readonly spareTokens: number;
  /** Pay as you go minus the plan; negative when paying as you go is the cheaper way. */
  readonly savedFen: number;
};

export type Estimate = {
  readonly lines: readonly { readonly code: string; readonly eachTokens: number; readonly perDayTokens: number }[];
  readonly perDayTokens: number;
  readonly perMonthTokens: number;
  readonly payAsYouGoFen: number;
  /** The cheapest plan that covers the month; null when nothing is needed or no plan is large enough. */
  readonly fit: PlanFit | null;
};

export type EstimateInput = {
  readonly tasks: readonly PlannedTask[];
  readonly weights: ModelWeights;
  readonly plans: readonly PlanOffer[];
  readonly payAsYouGo: { readonly priceFen: number; readonly quotaTokens: number };
};

function cheapestCovering(plans: readonly PlanOffer[], neededTokens: number): PlanOffer | null {
  const covering = plans.filter((plan) => plan.quotaTokens >= neededTokens);
  // At one price the larger plan is the better one.
  covering.sort((a, b) => a.priceFen - b.priceFen || b.quotaTokens - a.quotaTokens);
  return covering[0] ?? null;
}

export function estimateNeed({ tasks, weights, plans, payAsYouGo }: EstimateInput): Estimate {
  const lines = tasks.map((task) => {
    const eachTokens = planTokensPerTask(task, weights);
    return { code: task.code, eachTokens, perDayTokens: eachTokens * task.timesPerDay };
  });
  const perDayTokens = lines.reduce((sum, line) => sum + line.perDayTokens, 0);
  const perMonthTokens = perDayTokens * ESTIMATE_DAYS;
  const payAsYouGoFen = Math.ceil(perMonthTokens / payAsYouGo.quotaTokens) * payAsYouGo.priceFen;
  const plan = perMonthTokens === 0 ? null : cheapestCovering(plans, perMonthTokens);
  const fit = plan && {
    plan,
    usedPercent: Math.floor((perMonthTokens * 100) / plan.quotaTokens),
    spareTokens: plan.quotaTokens - perMonthTokens,
    savedFen: payAsYouGoFen - plan.priceFen,
  };
  return { lines, perDayTokens, perMonthTokens, payAsYouGoFen, fit };
}
