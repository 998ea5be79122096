import type { Db } from "@/lib/db/client";
import { sqlOf } from "@/lib/db/sql";
import { issueGrant } from "@/lib/grants/issue-grant";
import { postLedger } from "@/lib/ledger/post-ledger";
import { toFen } from "@/lib/money/amounts";
import { closeOrder } from "@/lib/orders/close-order";
import { type LockedOrder, lockOrder } from "@/lib/orders/lock-order";
import { recordOrderEvent } from "@/lib/orders/record-order-event";
import { validityFrom } from "@/lib/orders/validity";
import type { SettledPayment } from "@/lib/payments/payment";
import { startSubscription } from "@/lib/subscriptions/start-subscription";

/**
 * Gives what the order promised, in the caller's transaction and under the account's lock: bucket, subscription, books, order.
 * Validity runs from the instant the tokens are there, so a late notice takes nothing from it; the weights are those of the
 * instant the order was placed.
 */
export async function fulfilOrder(tx: Db, order: LockedOrder, payment: SettledPayment): Promise<void> {
  const { cell, id, accountId, amountFen, vatFen } = order;
  const { at, paidAt } = payment;
  const { startsAt, expiresAt } = validityFrom(order.validDays, at);
  const netFen = toFen(amountFen - vatFen);
  const { grantId } = await issueGrant(tx, {
    accountId,
    source: order.kind,
    sourceId: id,
    name: order.name,
    tokens: order.quotaTokens,
    netPriceFen: netFen,
    modelScope: [],
    weightsAt: order.createdAt,
    startsAt,
    expiresAt,
    at,
  });
  await postLedger(sqlOf(tx), [
    {
      cell,
      kind: "payment.settled",
      reference: payment.id,
      occurredAt: at,
      entries: [
        { account: `cash.${payment.provider}`, amount: amountFen, customerId: accountId },
        { account: "contract_liability", amount: -netFen, customerId: accountId, grantId },
        { account: "vat_payable", amount: -vatFen, customerId: accountId },
      ],
    },
  ]);
  await tx.payment.update({
    where: { cell_id: { cell, id: payment.id } },
    data: { status: "succeeded", receivedFen: amountFen, providerTransactionId: payment.transactionId, settledAt: at },
  });
  await tx.productOrder.update({
    where: { cell_id: { cell, id } },
    data: { status: "fulfilled", paidAt, fulfilledAt: at, closedAt: null, grantId },
  });
  await recordOrderEvent(tx, order, { kind: "paid", at: paidAt, detail: { transactionId: payment.transactionId } });
  await recordOrderEvent(tx, order, { kind: "credited", at, detail: { grantId, tokens: order.quotaTokens } });
  if (order.kind !== "plan") return;

  await startSubscription(tx, {
    cell,
    accountId,
    planVersionId: order.versionId,
    priceFen: order.unitPriceFen,
    orderId: id,
    grantId,
    autoRenew: order.autoRenew,
    startsAt,
    endsAt: expiresAt,
  });
  await cancelOtherPlanOrders(tx, order, at);
}

/** With a plan running, no other plan can be paid: what still waits is closed, so that nobody pays it by mistake. */
async function cancelOtherPlanOrders(tx: Db, { cell, accountId, id }: LockedOrder, at: Date): Promise<void> {
  const others = await tx.productOrder.findMany({
    where: { cell, accountId, itemKind: "plan", status: "awaiting_payment", id: { not: id } },
    select: { number: true },
  });
  for (const { number } of others) {
    const other = await lockOrder(tx, { cell, accountId, number });
    if (other?.status === "awaiting_payment") await closeOrder(tx, other, { status: "cancelled", at });
  }
}
