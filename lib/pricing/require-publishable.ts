import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { sameTerms } from "@/lib/pricing/change-set";
import { type PricedItem, readPricedItems } from "@/lib/pricing/priced-items";
import type { ChangeSetRow } from "@/lib/pricing/store";

/**
 * Refuses a set that could not become prices: nothing in it, an instant that is past, an item that another published set
 * will change, an item whose present terms are no longer those it was drafted against, or that changes nothing.
 * Returns the items as they stand.
 */
export async function requirePublishable(tx: Db, set: ChangeSetRow, now: Date): Promise<PricedItem[]> {
  if (set.items.length === 0) throw new AppError("CHANGE_SET_EMPTY");
  if (set.effectiveAt.getTime() <= now.getTime()) throw new AppError("EFFECTIVE_IN_PAST", { field: "effectiveAt" });
  const priced = new Map((await readPricedItems(tx, now)).map((item) => [`${item.kind}:${item.id}`, item]));
  const found: PricedItem[] = [];
  for (const item of set.items) {
    const known = priced.get(`${item.kind}:${item.itemId}`);
    if (!known?.current) throw new AppError("CHANGE_SET_OUTDATED", { field: `${item.kind}:${known?.code ?? ""}` });
    const field = `${item.kind}:${known.code}`;
    if (known.announced) {
      const other = known.announced.changeSetId;
      const by = other ? await tx.changeSet.findUnique({ where: { id: other }, select: { number: true } }) : null;
      throw new AppError("CHANGE_SET_COLLIDES", { number: by?.number ?? "", field });
    }
    if (!sameTerms(item.kind, known.current.terms, item.before)) throw new AppError("CHANGE_SET_OUTDATED", { field });
    if (sameTerms(item.kind, item.before, item.after)) throw new AppError("CHANGE_SET_NO_CHANGE", { field });
    found.push(known);
  }
  return found;
}
