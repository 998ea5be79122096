import { type OffersOnSale, referenceModel } from "@/lib/catalogue/offers-on-sale";

/** What a reader told the estimator; it lives in the address, so that a link or a reload shows the same. */
export type EstimatorChoice = { readonly modelCode: string; readonly timesPerDay: Readonly<Record<string, number>> };

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export const MOST_TIMES_A_DAY = 999;
const MODEL_KEY = "model";

/** A believable working day to begin with, by the code of the everyday task. */
const USUAL_DAY: Readonly<Record<string, number>> = {
  "chat-turn": 30,
  "translate-page": 5,
  "summarise-report": 1,
  "review-code": 4,
  "agent-task": 4,
};

type Choosable = {
  readonly models: OffersOnSale["models"];
  readonly tasks: readonly { readonly code: string }[];
};

/** Reads the address; what it does not say, or says wrongly, is as at the start. Null while no model can be called. */
export function readEstimatorChoice(query: Query, { models, tasks }: Choosable): EstimatorChoice | null {
  const model = models.find(({ code }) => code === query[MODEL_KEY]) ?? referenceModel(models);
  if (!model) return null;
  return {
    modelCode: model.code,
    timesPerDay: Object.fromEntries(tasks.map(({ code }) => [code, readTimes(query[code]) ?? USUAL_DAY[code] ?? 0])),
  };
}

/** The address's query for a choice, with what other parts of the page keep there. */
export function writeEstimatorQuery(choice: EstimatorChoice, kept: Readonly<Record<string, string>>): string {
  const times = Object.entries(choice.timesPerDay).map(([code, count]): [string, string] => [code, String(count)]);
  return new URLSearchParams([...Object.entries(kept), ...times, [MODEL_KEY, choice.modelCode]]).toString();
}

function readTimes(text: Query[string]): number | null {
  if (typeof text !== "string" || !/^\d{1,6}$/.test(text)) return null;
  return Math.min(Number(text), MOST_TIMES_A_DAY);
}
