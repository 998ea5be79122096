type Priced = { readonly code: string; readonly priceFen: number; readonly quotaTokens: number };

export type PricedOffers = {
  readonly plans: readonly Priced[];
  readonly packs: readonly Priced[];
  readonly payAsYouGo: Priced;
};

/** The way to cover a month: a plan, with packs where the best plan alone is too small; or pay as you go (`planCode` null). */
export type Recommendation = {
  readonly planCode: string | null;
  readonly packs: { readonly code: string; readonly count: number; readonly priceFen: number } | null;
  readonly priceFen: number;
  readonly quotaTokens: number;
  /** Pay as you go minus this; never negative. */
  readonly savedFen: number;
};

type Way = Omit<Recommendation, "savedFen">;

/**
 * The cheapest way to cover a month's need; null when nothing is needed. A plan on its own is preferred: packs are
 * counted only once the plan with the lowest unit price is used up, so that nobody is sent to buy two things for one.
 */
export function recommendOffer(
  neededTokens: number,
  { plans, packs, payAsYouGo }: PricedOffers,
): Recommendation | null {
  if (neededTokens <= 0) return null;
  const units = Math.ceil(neededTokens / payAsYouGo.quotaTokens);
  const payg: Way = {
    planCode: null,
    packs: null,
    priceFen: units * payAsYouGo.priceFen,
    quotaTokens: units * payAsYouGo.quotaTokens,
  };
  const alone = plans
    .filter((plan) => plan.quotaTokens >= neededTokens)
    .map(({ code, priceFen, quotaTokens }): Way => ({ planCode: code, packs: null, priceFen, quotaTokens }));
  const ways = [...alone, ...toppedUp(neededTokens, plans, packs), payg].sort(
    // At one price the larger is the better one, and a plan before pay as you go.
    (a, b) => a.priceFen - b.priceFen || b.quotaTokens - a.quotaTokens,
  );
  const [best] = ways;
  return best ? { ...best, savedFen: payg.priceFen - best.priceFen } : null;
}

/** The plan with the lowest price per token; the first of equals. */
export function lowestUnitPrice<P extends Priced>(plans: readonly P[]): P | null {
  // Compared by multiplying across: a quotient would round.
  return plans.reduce<P | null>(
    (best, plan) => (best && best.priceFen * plan.quotaTokens <= plan.priceFen * best.quotaTokens ? best : plan),
    null,
  );
}

function toppedUp(neededTokens: number, plans: readonly Priced[], packs: readonly Priced[]): Way[] {
  const plan = lowestUnitPrice(plans);
  if (!plan || plan.quotaTokens >= neededTokens) return [];
  return packs.map((pack) => {
    const count = Math.ceil((neededTokens - plan.quotaTokens) / pack.quotaTokens);
    return {
      planCode: plan.code,
      packs: { code: pack.code, count, priceFen: pack.priceFen },
      priceFen: plan.priceFen + count * pack.priceFen,
      quotaTokens: plan.quotaTokens + count * pack.quotaTokens,
    };
  });
}
