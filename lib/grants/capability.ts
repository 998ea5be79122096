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

/** The same days for everyone, so that the arithmetic on screen can be followed. */
const ESTIMATE_DAYS = 30;

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

export type Estimate = {
  readonly lines: readonly { readonly code: string; readonly eachTokens: number; readonly perDayTokens: number }[];
  readonly perDayTokens: number;
  readonly perMonthTokens: number;
  readonly payAsYouGoFen: number;
};

export type EstimateInput = {
  readonly tasks: readonly PlannedTask[];
  readonly weights: ModelWeights;
  readonly payAsYouGo: { readonly priceFen: number; readonly quotaTokens: number };
};

/** What the tasks of a day add up to, with every step of the sum. What covers it: recommendOffer (lib/catalogue). */
export function estimateNeed({ tasks, weights, payAsYouGo }: EstimateInput): Estimate {
  const lines = tasks.map((task) => {
    const eachTokens = planTokensPerTask(task, weights);
    return { code: task.code, eachTokens, perDayTokens: eachTokens * task.timesPerDay };
  });
  const perDayTokens = lines.reduce((sum, line) => sum + line.perDayTokens, 0);
  const perMonthTokens = perDayTokens * ESTIMATE_DAYS;
  const payAsYouGoFen = Math.ceil(perMonthTokens / payAsYouGo.quotaTokens) * payAsYouGo.priceFen;
  return { lines, perDayTokens, perMonthTokens, payAsYouGoFen };
}
