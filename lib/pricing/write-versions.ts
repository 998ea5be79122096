import type { Db } from "@/lib/db/client";
import { newUuid } from "@/lib/ids/ids";
import { type ItemKind, termOf, type Terms } from "@/lib/pricing/change-set";
import type { PricedItem } from "@/lib/pricing/priced-items";

/**
 * From the instant on the item has new terms: the version in force ends there and the next begins. Nothing runs at the
 * instant itself. The exclusion constraint refuses what would overlap.
 */
export async function announceVersion(
  tx: Db,
  item: PricedItem,
  { changeSetId, terms, effectiveAt, now }: { changeSetId: string; terms: Terms; effectiveAt: Date; now: Date },
): Promise<void> {
  if (!item.current) throw new Error(`${item.kind} ${item.code} has no version to follow`);
  await setEnd(tx, item.kind, item.current.id, effectiveAt);
  const versionNo = Math.max(...item.versions.map((version) => version.versionNo)) + 1;
  const row = { id: newUuid(now), versionNo, validFrom: effectiveAt, validTo: null, changeSetId, createdAt: now };
  if (item.kind === "weight") {
    const weights = {
      inputMilli: termOf(terms, "inputMilli"),
      cachedInputMilli: termOf(terms, "cachedInputMilli"),
      outputMilli: termOf(terms, "outputMilli"),
    };
    await tx.modelWeightVersion.create({ data: { ...row, modelId: item.id, ...weights } });
    return;
  }
  const amounts = { priceFen: BigInt(termOf(terms, "priceFen")), quotaTokens: BigInt(termOf(terms, "quotaTokens")) };
  if (item.kind === "plan") {
    await tx.planVersion.create({ data: { ...row, planId: item.id, ...amounts } });
    return;
  }
  const validDays = termOf(terms, "validDays");
  await tx.packVersion.create({ data: { ...row, packId: item.id, ...amounts, validDays } });
}

/** Takes an announcement back before its instant: its range becomes empty, and the version in force goes on (decisions 7). */
export async function retractVersion(tx: Db, item: PricedItem, changeSetId: string): Promise<void> {
  const { announced, current } = item;
  if (announced?.changeSetId !== changeSetId || current?.validTo?.getTime() !== announced.validFrom.getTime()) {
    throw new Error(`${item.kind} ${item.code} has no announcement of this set to take back`);
  }
  await setEnd(tx, item.kind, announced.id, announced.validFrom);
  await setEnd(tx, item.kind, current.id, announced.validTo);
}

async function setEnd(tx: Db, kind: ItemKind, id: string, validTo: Date | null): Promise<void> {
  const change = { where: { id }, data: { validTo } };
  if (kind === "plan") await tx.planVersion.update(change);
  else if (kind === "weight") await tx.modelWeightVersion.update(change);
  else await tx.packVersion.update(change);
}
