import { db } from "@/lib/db/client";
import { isEffective } from "@/lib/pricing/change-set";
import type { PriceNotice } from "@/lib/pricing/price-notice";
import { readPricedItems } from "@/lib/pricing/priced-items";
import { kindOf, parseTerms } from "@/lib/pricing/store";
import { policyOf } from "@/lib/pricing/to-change-set-view";

/** Every change of prices that was ever published, latest instant first. Public: visitors read it (资费公示). */
export async function findPriceNotices(at: Date): Promise<PriceNotice[]> {
  const sets = await db().changeSet.findMany({
    where: { publishedAt: { not: null, lte: at } },
    include: { items: true },
    orderBy: [{ effectiveAt: "desc" }, { number: "desc" }],
  });
  if (sets.length === 0) return [];
  const priced = await readPricedItems(db(), at);
  return sets.flatMap((set) => {
    if (!set.publishedAt) return [];
    const items = priced.flatMap(({ kind, id, code, name }) => {
      const item = set.items.find(({ itemKind, itemId }) => kindOf(itemKind) === kind && itemId === id);
      return item ? [{ kind, code, name, before: parseTerms(item.before), after: parseTerms(item.after) }] : [];
    });
    const { number, title, reason, reasonEn, publishedAt, effectiveAt } = set;
    return [
      {
        number,
        title,
        reason,
        reasonEn,
        publishedAt: publishedAt.toISOString(),
        effectiveAt: effectiveAt.toISOString(),
        state: set.status === "withdrawn" ? "withdrawn" : isEffective(set, at) ? "effective" : "announced",
        subscriptionPolicy: policyOf(set.subscriptionPolicy),
        items,
      },
    ];
  });
}
