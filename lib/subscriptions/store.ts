import { db } from "@/lib/db/client";
import { showId } from "@/lib/ids/ids";
import { toFen } from "@/lib/money/amounts";
import { subscriptionStatusAt, type SubscriptionView } from "@/lib/subscriptions/subscription";

const MOST = 100;

/** The account's subscriptions with their periods, newest first. */
export async function readSubscriptions({
  cell,
  accountId,
  now,
}: {
  cell: number;
  accountId: string;
  now: Date;
}): Promise<SubscriptionView[]> {
  const rows = await db().subscription.findMany({
    where: { cell, accountId },
    include: { periods: { orderBy: { sequence: "desc" } } },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  const periods = rows.flatMap((row) => row.periods);
  const [versions, orders] = await Promise.all([
    db().planVersion.findMany({
      where: { id: { in: periods.map((period) => period.planVersionId) } },
      include: { plan: true },
    }),
    db().productOrder.findMany({
      where: { cell, id: { in: periods.map((period) => period.orderId) } },
      select: { id: true, number: true },
    }),
  ]);
  const versionOf = new Map(versions.map((version) => [version.id, version]));
  const numberOf = new Map(orders.map((order) => [order.id, order.number]));

  return rows.map((row) => {
    const plan = versionOf.get(row.planVersionId)?.plan;
    return {
      id: showId("sub", row.id),
      planCode: plan?.code ?? "",
      name: { "zh-CN": plan?.nameZh ?? "", en: plan?.nameEn ?? "" },
      status: subscriptionStatusAt(row, now),
      autoRenew: row.autoRenew,
      startedAt: row.startedAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      periods: row.periods.map((period) => {
        const version = versionOf.get(period.planVersionId);
        return {
          sequence: period.sequence,
          startsAt: period.startsAt.toISOString(),
          endsAt: period.endsAt.toISOString(),
          priceFen: toFen(period.priceFen),
          tariffNumber: version ? `${version.plan.number}-${version.versionNo}` : "",
          orderNumber: numberOf.get(period.orderId) ?? "",
        };
      }),
    };
  });
}
