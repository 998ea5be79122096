import { recommendOffer } from "@/lib/catalogue/recommend-offer";
import type { Catalogue } from "@/lib/catalogue/catalogue";
import { type ModelOnSale, offersOnSale, type OffersOnSale, referenceModel } from "@/lib/catalogue/offers-on-sale";
import { estimateNeed } from "@/lib/grants/capability";
import type { Locale } from "@/lib/i18n/locale";
import type { EstimatorFacts } from "./describe-estimate";
import { type EstimatorChoice, type Query, readEstimatorChoice } from "./estimator-choice";
import { estimatorFacts } from "./estimator-facts";

export type ReadOffers = {
  readonly offers: OffersOnSale;
  /** The model that capabilities are named for: the one chosen in the estimator. */
  readonly model: ModelOnSale | null;
  /** Null while the estimator cannot count: no model, or no pay-as-you-go price. */
  readonly estimator: { readonly facts: EstimatorFacts; readonly choice: EstimatorChoice } | null;
  /** The plan that the estimate recommends; null when it is none. */
  readonly recommendedCode: string | null;
};

/** What a page of offers shows, for the choice in its address. */
export function readOffers(catalogue: Catalogue, query: Query, locale: Locale): ReadOffers {
  const offers = offersOnSale(catalogue);
  const choice = readEstimatorChoice(query, offers);
  const facts = estimatorFacts(offers, locale);
  const model = offers.models.find(({ code }) => code === choice?.modelCode) ?? referenceModel(offers.models);
  if (!choice || !facts || !model) return { offers, model, estimator: null, recommendedCode: null };
  const tasks = facts.tasks.map((task) => ({ ...task, timesPerDay: choice.timesPerDay[task.code] ?? 0 }));
  const need = estimateNeed({ tasks, weights: model.current, payAsYouGo: facts.payAsYouGo });
  return {
    offers,
    model,
    estimator: { facts, choice },
    recommendedCode: recommendOffer(need.perMonthTokens, facts)?.planCode ?? null,
  };
}
