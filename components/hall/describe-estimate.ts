import { recommendOffer, type Recommendation } from "@/lib/catalogue/recommend-offer";
import { estimateNeed, type ModelWeights, type TaskTokens } from "@/lib/grants/capability";
import { fillTemplate } from "@/lib/i18n/fill-template";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatCount } from "@/lib/i18n/format-number";
import { formatTokenParts, formatTokens, type TokenParts } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { EstimatorChoice } from "./estimator-choice";

type Priced = { readonly code: string; readonly name: string; readonly priceFen: number; readonly quotaTokens: number };

/** What the estimator counts with, in the reader's language: JSON, so that it crosses to the browser. */
export type EstimatorFacts = {
  readonly locale: Locale;
  readonly tasks: readonly (TaskTokens & { readonly code: string; readonly name: string; readonly unit: string })[];
  readonly models: readonly { readonly code: string; readonly name: string; readonly weights: ModelWeights }[];
  readonly plans: readonly Priced[];
  readonly packs: readonly Priced[];
  readonly payAsYouGo: Priced;
};

/** The messages `hall.estimator`, with their placeholders. */
export type EstimatorWords = Readonly<
  Record<
    | "task"
    | "unitOfMonth"
    | "perMonth"
    | "planWithPacks"
    | "used"
    | "spare"
    | "paygUnits"
    | "choose"
    | "choosePayg"
    | "whyPlan"
    | "whyPacks"
    | "whyPayg"
    | "nothing"
    | "onlyEstimate",
    string
  >
>;

export type EstimateText = {
  /** By the task's code. */
  readonly arithmetic: Readonly<Record<string, string>>;
  readonly month: TokenParts;
  readonly perDay: string;
  readonly perMonth: string;
  readonly payAsYouGo: string;
  readonly answer: {
    readonly planCode: string | null;
    readonly name: string;
    readonly price: string;
    readonly priceUnit: string;
    /** How much of what would be bought is used, of 1; null for pay as you go, where everything is. */
    readonly usedShare: number | null;
    readonly used: string;
    readonly spare: string;
    readonly action: string;
    readonly path: string;
  } | null;
  readonly why: string;
};

/** The estimate with its arithmetic, in words; null for a model that is not on offer. */
export function describeEstimate(
  facts: EstimatorFacts,
  choice: EstimatorChoice,
  words: EstimatorWords,
): EstimateText | null {
  const { locale, payAsYouGo } = facts;
  const model = facts.models.find(({ code }) => code === choice.modelCode);
  if (!model) return null;
  const tasks = facts.tasks.map((task) => ({ ...task, timesPerDay: choice.timesPerDay[task.code] ?? 0 }));
  const need = estimateNeed({ tasks, weights: model.weights, payAsYouGo });
  const best = recommendOffer(need.perMonthTokens, facts);
  const month = formatTokenParts(need.perMonthTokens, locale, { style: "figure", rounding: "up" });
  return {
    arithmetic: Object.fromEntries(
      need.lines.map(({ code, eachTokens, perDayTokens }, index) => [
        code,
        fillTemplate(words.task, {
          unit: facts.tasks[index]?.unit ?? "",
          each: formatCount(eachTokens),
          day: formatCount(perDayTokens),
        }),
      ]),
    ),
    month: { number: month.number, unit: fillTemplate(words.unitOfMonth, { unit: month.unit }) },
    perDay: formatCount(need.perDayTokens),
    perMonth: formatCount(need.perMonthTokens),
    payAsYouGo: formatYuan(need.payAsYouGoFen, "card"),
    answer: best && describeAnswer(best, need.perMonthTokens, facts, words),
    why: (best ? [...describeReasons(best, words), words.onlyEstimate] : [words.nothing]).join(
      locale === "en" ? " " : "",
    ),
  };
}

function describeAnswer(
  best: Recommendation,
  neededTokens: number,
  facts: EstimatorFacts,
  words: EstimatorWords,
): NonNullable<EstimateText["answer"]> {
  const { locale, payAsYouGo } = facts;
  const price = formatYuan(best.priceFen, "card");
  const plan = facts.plans.find(({ code }) => code === best.planCode);
  if (!plan) {
    const used = fillTemplate(words.paygUnits, {
      count: formatCount(best.priceFen / payAsYouGo.priceFen),
      tokens: formatTokens(payAsYouGo.quotaTokens, locale),
      price: formatYuan(payAsYouGo.priceFen, "card"),
    });
    const action = words.choosePayg;
    return {
      planCode: null,
      name: payAsYouGo.name,
      price,
      priceUnit: "",
      usedShare: null,
      used,
      spare: "",
      action,
      path: `/checkout/payg/${payAsYouGo.code}`,
    };
  }
  const pack = facts.packs.find(({ code }) => code === best.packs?.code);
  return {
    planCode: plan.code,
    name:
      pack && best.packs
        ? fillTemplate(words.planWithPacks, { plan: plan.name, count: best.packs.count, pack: pack.name })
        : plan.name,
    price,
    // Packs are bought once: a sum with them is not a monthly price.
    priceUnit: best.packs ? "" : words.perMonth,
    usedShare: neededTokens / best.quotaTokens,
    used: fillTemplate(words.used, { percent: Math.floor((neededTokens * 100) / best.quotaTokens) }),
    spare: fillTemplate(words.spare, { tokens: formatTokens(best.quotaTokens - neededTokens, locale) }),
    action: fillTemplate(words.choose, { plan: plan.name }),
    path: `/checkout/plan/${plan.code}`,
  };
}

function describeReasons(best: Recommendation, words: EstimatorWords): string[] {
  if (best.planCode === null) return [words.whyPayg];
  const saved = best.savedFen > 0 ? [fillTemplate(words.whyPlan, { amount: formatYuan(best.savedFen, "card") })] : [];
  const { packs } = best;
  if (!packs) return saved;
  return [fillTemplate(words.whyPacks, { count: packs.count, price: formatYuan(packs.priceFen, "card") }), ...saved];
}
