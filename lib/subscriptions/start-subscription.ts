import type { Db } from "@/lib/db/client";
import { type Id, newId, newUuid } from "@/lib/ids/ids";
import type { Fen } from "@/lib/money/amounts";
import { dayOfMonth, shanghaiDay } from "@/lib/time/calendar";

interface SubscriptionToStart {
  cell: number;
  accountId: string;
  planVersionId: string;
  priceFen: Fen;
  orderId: string;
  grantId: string;
  autoRenew: boolean;
  startsAt: Date;
  endsAt: Date;
}

/** Opens the account's running plan with its first period, in the caller's transaction. Needs the account's lock, and no running plan. */
export async function startSubscription(tx: Db, plan: SubscriptionToStart): Promise<{ subscriptionId: Id<"sub"> }> {
  const { cell, accountId, planVersionId, priceFen, orderId, grantId, autoRenew, startsAt, endsAt } = plan;
  const { planId } = await tx.planVersion.findUniqueOrThrow({ where: { id: planVersionId }, select: { planId: true } });
  const subscriptionId = newId("sub", startsAt);
  await tx.subscription.create({
    data: {
      cell,
      id: subscriptionId,
      accountId,
      planId,
      planVersionId,
      anchorDay: dayOfMonth(shanghaiDay(startsAt)),
      autoRenew,
      startedAt: startsAt,
      endsAt,
    },
  });
  await tx.subscriptionPeriod.create({
    data: {
      cell,
      id: newUuid(startsAt),
      subscriptionId,
      sequence: 1,
      startsAt,
      endsAt,
      priceFen,
      planVersionId,
      orderId,
      grantId,
    },
  });
  return { subscriptionId };
}
