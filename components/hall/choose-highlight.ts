import { lowestUnitPrice } from "@/lib/catalogue/recommend-offer";

type Priced = { readonly code: string; readonly current: { readonly priceFen: number; readonly quotaTokens: number } };

export type Highlight = {
  /** The one plan that stands out, and why. */
  readonly code: string;
  readonly reason: "estimate" | "unitPrice";
  /** The plan with the lowest price per token, which says so even where another stands out. */
  readonly lowestCode: string;
};

/** Exactly one plan of those shown stands out: the one that fits the estimate, else the one with the lowest unit price. */
export function chooseHighlight(plans: readonly Priced[], recommendedCode: string | null): Highlight | null {
  const lowest = lowestUnitPrice(
    plans.map(({ code, current: { priceFen, quotaTokens } }) => ({ code, priceFen, quotaTokens })),
  );
  if (!lowest) return null;
  const fitting = plans.find(({ code }) => code === recommendedCode);
  return fitting
    ? { code: fitting.code, reason: "estimate", lowestCode: lowest.code }
    : { code: lowest.code, reason: "unitPrice", lowestCode: lowest.code };
}
