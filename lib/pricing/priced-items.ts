import { versionState } from "@/lib/catalogue/catalogue";
import type { Db } from "@/lib/db/client";
import { sqlOf } from "@/lib/db/sql";
import type { LocalText } from "@/lib/i18n/locale";
import { toFen, toPlanTokens } from "@/lib/money/amounts";
import { type ItemKind, ITEM_KINDS, type Terms } from "@/lib/pricing/change-set";

export interface ItemVersion {
  id: string;
  versionNo: number;
  validFrom: Date;
  validTo: Date | null;
  changeSetId: string | null;
  terms: Terms;
}

/** An item that change sets can change, with every version it ever had. */
export interface PricedItem {
  kind: ItemKind;
  id: string;
  code: string;
  name: LocalText;
  /** Oldest first. */
  versions: ItemVersion[];
  current: ItemVersion | null;
  announced: ItemVersion | null;
}

type Unjudged = Omit<PricedItem, "current" | "announced">;

/** Every plan, pack and model weight at an instant, in catalogue order. Small tables: read whole. */
export async function readPricedItems(tx: Db, at: Date): Promise<PricedItem[]> {
  const versions = { orderBy: { versionNo: "asc" } } as const;
  const order = { sortOrder: "asc" } as const;
  const plans = await tx.plan.findMany({ include: { versions }, orderBy: order });
  const packs = await tx.pack.findMany({ include: { versions }, orderBy: order });
  const models = await tx.model.findMany({ include: { weights: versions }, orderBy: order });
  const items: Unjudged[] = [
    ...plans.map((plan) => ({
      kind: "plan" as const,
      id: plan.id,
      code: plan.code,
      name: { "zh-CN": plan.nameZh, en: plan.nameEn },
      versions: plan.versions.map((row) => ({ ...rangeOf(row), terms: amountsOf(row) })),
    })),
    ...packs.map((pack) => ({
      kind: pack.kind === "payg" ? ("payg" as const) : ("pack" as const),
      id: pack.id,
      code: pack.code,
      name: { "zh-CN": pack.nameZh, en: pack.nameEn },
      versions: pack.versions.map((row) => ({
        ...rangeOf(row),
        terms: { ...amountsOf(row), validDays: row.validDays },
      })),
    })),
    ...models.map((model) => ({
      kind: "weight" as const,
      id: model.id,
      code: model.code,
      name: { "zh-CN": model.displayNameZh, en: model.displayName },
      versions: model.weights.map((row) => ({
        ...rangeOf(row),
        terms: { inputMilli: row.inputMilli, cachedInputMilli: row.cachedInputMilli, outputMilli: row.outputMilli },
      })),
    })),
  ];
  return items.map((item) => ({ ...item, ...judge(item.versions, at) }));
}

function judge(versions: ItemVersion[], at: Date) {
  const inState = (state: string) => versions.find((version) => versionState(version, at) === state) ?? null;
  return { current: inState("current"), announced: inState("announced") };
}

function rangeOf(row: Omit<ItemVersion, "terms">): Omit<ItemVersion, "terms"> {
  const { id, versionNo, validFrom, validTo, changeSetId } = row;
  return { id, versionNo, validFrom, validTo, changeSetId };
}

function amountsOf(row: { priceFen: bigint; quotaTokens: bigint }) {
  return { priceFen: toFen(row.priceFen), quotaTokens: toPlanTokens(row.quotaTokens) };
}

const LOCKS: Record<ItemKind, string> = {
  plan: "SELECT id FROM plan WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
  pack: "SELECT id FROM pack WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
  payg: "SELECT id FROM pack WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
  weight: "SELECT id FROM model WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
};

/** Makes everyone else who would change the same items wait. Kinds and ids in order, so that no two wait for each other. */
export async function lockPricedItems(tx: Db, items: readonly { kind: ItemKind; itemId: string }[]): Promise<void> {
  const sql = sqlOf(tx);
  for (const kind of ITEM_KINDS) {
    const ids = items.filter((item) => item.kind === kind).map((item) => item.itemId);
    if (ids.length > 0) await sql(LOCKS[kind], [ids]);
  }
}
