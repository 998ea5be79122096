import type { Db } from "@/lib/db/client";
import type { LocalText } from "@/lib/i18n/locale";
import { type Fen, type PlanTokens, toFen, toPlanTokens } from "@/lib/money/amounts";

export type OfferKind = "plan" | "pack" | "payg";

/** What can be ordered at an instant, at which price. `validDays` is null for a plan, which runs by the month. */
export interface Offer {
  kind: OfferKind;
  itemId: string;
  code: string;
  versionId: string;
  tariffNumber: string;
  name: LocalText;
  priceFen: Fen;
  quotaTokens: PlanTokens;
  validDays: number | null;
}

/** The version in force at `at`, read from the database itself: what placing an order relies on. Null when not on sale. */
export async function getOffer(
  tx: Db,
  { kind, code, at }: { kind: OfferKind; code: string; at: Date },
): Promise<Offer | null> {
  const inForce = { validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] };
  if (kind === "plan") {
    const version = await tx.planVersion.findFirst({ where: { plan: { code }, ...inForce }, include: { plan: true } });
    return version && { ...offerOf(kind, version.plan, version), validDays: null };
  }
  const version = await tx.packVersion.findFirst({
    where: { pack: { code, kind }, ...inForce },
    include: { pack: true },
  });
  return version && { ...offerOf(kind, version.pack, version), validDays: version.validDays };
}

interface Item {
  id: string;
  code: string;
  number: string;
  nameZh: string;
  nameEn: string;
}

function offerOf(
  kind: OfferKind,
  item: Item,
  version: { id: string; versionNo: number; priceFen: bigint; quotaTokens: bigint },
) {
  return {
    kind,
    itemId: item.id,
    code: item.code,
    versionId: version.id,
    tariffNumber: `${item.number}-${version.versionNo}`,
    name: { "zh-CN": item.nameZh, en: item.nameEn },
    priceFen: toFen(version.priceFen),
    quotaTokens: toPlanTokens(version.quotaTokens),
  };
}
