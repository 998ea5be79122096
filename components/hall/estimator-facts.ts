import type { OffersOnSale } from "@/lib/catalogue/offers-on-sale";
import type { Locale } from "@/lib/i18n/locale";
import type { EstimatorFacts } from "./describe-estimate";

/** What the estimator counts with, from the catalogue; null while there is no pay-as-you-go price to compare with. */
export function estimatorFacts(
  { plans, packs, payAsYouGo, models, tasks }: OffersOnSale,
  locale: Locale,
): EstimatorFacts | null {
  if (!payAsYouGo) return null;
  const priced = (item: (typeof plans | typeof packs)[number]) => ({
    code: item.code,
    name: item.name[locale],
    priceFen: item.current.priceFen,
    quotaTokens: item.current.quotaTokens,
  });
  return {
    locale,
    tasks: tasks.map((task) => ({ ...task, name: task.name[locale], unit: task.unit[locale] })),
    models: models.map(({ code, name, current: { inputMilli, cachedInputMilli, outputMilli } }) => ({
      code,
      name: name[locale],
      weights: { inputMilli, cachedInputMilli, outputMilli },
    })),
    plans: plans.map(priced),
    packs: packs.map(priced),
    payAsYouGo: priced(payAsYouGo),
  };
}
