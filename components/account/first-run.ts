/** What a new account has done so far. */
export type FirstRunFacts = {
  readonly hasTokens: boolean;
  readonly hasKey: boolean;
  /** Whole days since the first call, as the forecast counts them; 0 before the day after it. */
  readonly daysOfData: number;
  readonly tokensUsedToday: number;
  readonly callsToday: number;
};

export type FirstRunStep = "verified" | "tokens" | "key" | "call";

export type FirstRun = {
  readonly steps: readonly { readonly step: FirstRunStep; readonly state: "done" | "now" | "next" }[];
  readonly done: number;
  /** A call could come at any moment. */
  readonly isWaiting: boolean;
};

/**
 * The way to the first call; null from the day after it. What comes later may be done earlier (a key before any
 * tokens), so each step is judged by itself, and the first open one is the one to do now.
 */
export function firstRun(facts: FirstRunFacts): FirstRun | null {
  if (facts.daysOfData > 0) return null;
  const called = facts.callsToday > 0;
  const doneOf: Record<FirstRunStep, boolean> = {
    verified: true,
    tokens: facts.hasTokens || called,
    key: facts.hasKey || called,
    call: called,
  };
  const order = ["verified", "tokens", "key", "call"] as const;
  const open = order.find((step) => !doneOf[step]);
  const steps = order.map((step) => ({
    step,
    state: doneOf[step] ? ("done" as const) : step === open ? ("now" as const) : ("next" as const),
  }));
  return { steps, done: steps.filter(({ state }) => state === "done").length, isWaiting: open === "call" };
}
