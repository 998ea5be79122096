import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { toInstant } from "@/lib/time/calendar";

/** From when the offers are on sale. */
const ON_SALE_SINCE = toInstant("2026-01-01T00:00:00+08:00");
/** From when the plan costs 1,090 fen instead of 990. */
export const DEARER_FROM = toInstant("2026-07-01T00:00:00+08:00");

/** A plan with a price rise ahead, a pack of 90 days and pay as you go: enough to buy something of each kind. */
export async function makeOffers() {
  const at = ON_SALE_SINCE;
  const planId = newId("pln", at);
  const [plan, dearerPlan] = [newId("ver", at), newId("ver", at)];
  const common = { createdAt: at };
  await db().plan.create({
    data: {
      id: planId,
      code: "lite-10m",
      number: "P001",
      audience: "consumer",
      nameZh: "轻享版",
      nameEn: "Lite",
      extras: [],
      sortOrder: 1,
      ...common,
    },
  });
  await db().planVersion.createMany({
    data: [
      {
        id: plan,
        planId,
        versionNo: 1,
        priceFen: 990,
        quotaTokens: 10_000_000,
        validFrom: at,
        validTo: DEARER_FROM,
        ...common,
      },
      {
        id: dearerPlan,
        planId,
        versionNo: 2,
        priceFen: 1090,
        quotaTokens: 10_000_000,
        validFrom: DEARER_FROM,
        ...common,
      },
    ],
  });
  const pack = await makePack({
    code: "pack-5m",
    number: "A001",
    kind: "pack",
    priceFen: 690,
    quotaTokens: 5_000_000,
    validDays: 90,
  });
  const payg = await makePack({
    code: "payg",
    number: "A003",
    kind: "payg",
    priceFen: 100,
    quotaTokens: 250_000,
    validDays: 365,
  });
  return { plan, dearerPlan, pack, payg };
}

interface PackToMake {
  code: string;
  number: string;
  kind: "pack" | "payg";
  priceFen: number;
  quotaTokens: number;
  validDays: number;
}

async function makePack({ code, number, kind, priceFen, quotaTokens, validDays }: PackToMake): Promise<string> {
  const at = ON_SALE_SINCE;
  const packId = newId("pck", at);
  const versionId = newId("ver", at);
  await db().pack.create({
    data: { id: packId, code, number, kind, nameZh: code, nameEn: code, sortOrder: 1, createdAt: at },
  });
  await db().packVersion.create({
    data: { id: versionId, packId, versionNo: 1, priceFen, quotaTokens, validDays, validFrom: at, createdAt: at },
  });
  return versionId;
}
