import { requirePermission } from "@/lib/auth/require-permission";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newId, newUuid } from "@/lib/ids/ids";
import { postLedger } from "@/lib/ledger/post-ledger";
import { lockAccount } from "@/lib/orders/lock-account";
import { type LockedOrder, lockOrder } from "@/lib/orders/lock-order";
import { takesPayment } from "@/lib/orders/order";
import { parsePaymentNumber } from "@/lib/orders/payment-number";
import { recordOrderEvent } from "@/lib/orders/record-order-event";
import { fulfilOrder } from "@/lib/payments/fulfil-order";
import type { NoticeOutcome, PaymentNoticeFacts, SettledPayment } from "@/lib/payments/payment";
import { endDueSubscription } from "@/lib/subscriptions/end-due-subscription";
import { toInstant } from "@/lib/time/calendar";

/**
 * Does what a verified notice says, once, whatever arrives how often and in which order, and keeps the notice as evidence.
 * Only the product itself may call it: who sent the notice is checked before.
 */
export async function applyPaymentNotice(
  ctx: RequestContext,
  facts: PaymentNoticeFacts,
): Promise<{ outcome: NoticeOutcome }> {
  requirePermission(ctx.actor, "payment:apply");
  const target = parsePaymentNumber(facts.paymentNumber);
  if (!target) throw new AppError("PAYMENT_NOTICE_INVALID");
  const { cell, id } = target;
  return inTransaction(async (tx) => {
    const outcome = await outcomeOf(tx, ctx, { cell, paymentId: id, facts });
    await tx.paymentNotice.create({
      data: {
        cell,
        id: newUuid(ctx.now),
        provider: facts.provider,
        noticeId: facts.noticeId,
        paymentId: id,
        body: facts,
        outcome,
        receivedAt: ctx.now,
      },
    });
    return { outcome };
  });
}

interface Told {
  cell: number;
  paymentId: string;
  facts: PaymentNoticeFacts;
}

async function outcomeOf(tx: Db, ctx: RequestContext, { cell, paymentId, facts }: Told): Promise<NoticeOutcome> {
  const known = await tx.payment.findUnique({
    where: { cell_id: { cell, id: paymentId } },
    select: { accountId: true },
  });
  if (!known) return "mismatched";
  await lockAccount(tx, cell, known.accountId);
  const order = await lockOrder(tx, { cell, accountId: known.accountId, number: facts.orderNumber });
  // Read again: what was read before the lock may be old by now.
  const payment = await tx.payment.findUniqueOrThrow({ where: { cell_id: { cell, id: paymentId } } });
  const asked = order?.id === payment.orderId && payment.provider === facts.provider && facts.currency === "CNY";
  if (!order || !asked) return "mismatched";

  if (facts.result === "declined") {
    if (payment.status !== "pending") return "ignored";
    await tx.payment.update({
      where: { cell_id: { cell, id: paymentId } },
      data: { status: "declined", settledAt: ctx.now },
    });
    await recordOrderEvent(tx, order, { kind: "payment_declined", at: ctx.now });
    return "declined";
  }
  const { provider, transactionId } = facts;
  const counted = await tx.payment.findUnique({
    where: { cell_provider_providerTransactionId: { cell, provider, providerTransactionId: transactionId } },
  });
  if (counted) return "repeated";

  const settled = {
    // A payment that has its transaction keeps it: another one of the same order gets a row of its own.
    id: payment.providerTransactionId === null ? payment.id : await addPayment(tx, order, provider, ctx.now),
    provider,
    transactionId,
    paidAt: between(payment.createdAt, toInstant(facts.occurredAt), ctx.now),
    at: ctx.now,
  };
  const refusal = await refusalOf(tx, order, settled, facts.amountFen);
  if (refusal === null) {
    await fulfilOrder(tx, order, settled);
    return "applied";
  }
  await keepApart(tx, order, settled, { amountFen: facts.amountFen, reason: refusal });
  return "unapplied";
}

/** Why the money does not buy the order; null when it does. */
async function refusalOf(
  tx: Db,
  order: LockedOrder,
  { paidAt, at }: SettledPayment,
  amountFen: number,
): Promise<string | null> {
  const { cell, accountId, status } = order;
  if (status === "fulfilled") return "already_paid";
  if (!takesPayment(order, paidAt)) return status === "cancelled" ? "cancelled" : "late";
  if (amountFen !== order.amountFen) return "wrong_amount";
  if (order.kind === "plan" && (await endDueSubscription(tx, { cell, accountId, now: at }))) return "plan_running";
  return null;
}

/** Money that buys nothing stays visible on the order and in the books until it is given back. */
async function keepApart(
  tx: Db,
  order: LockedOrder,
  payment: SettledPayment,
  { amountFen, reason }: { amountFen: number; reason: string },
): Promise<void> {
  const { cell, accountId } = order;
  await tx.payment.update({
    where: { cell_id: { cell, id: payment.id } },
    data: {
      status: "unapplied",
      receivedFen: amountFen,
      providerTransactionId: payment.transactionId,
      settledAt: payment.at,
    },
  });
  await postLedger(sqlOf(tx), [
    {
      cell,
      kind: "payment.unapplied",
      reference: payment.id,
      occurredAt: payment.at,
      entries: [
        { account: `cash.${payment.provider}`, amount: amountFen, customerId: accountId },
        { account: "unapplied_receipts", amount: -amountFen, customerId: accountId },
      ],
    },
  ]);
  await recordOrderEvent(tx, order, {
    kind: "unapplied",
    at: payment.at,
    detail: { transactionId: payment.transactionId, amountFen, reason },
  });
}

async function addPayment(tx: Db, order: LockedOrder, provider: string, at: Date): Promise<string> {
  const { cell, accountId, id: orderId, amountFen } = order;
  const id = newId("pay", at);
  await tx.payment.create({ data: { cell, id, orderId, accountId, provider, amountFen, createdAt: at } });
  return id;
}

/** A provider's clock is believed only between the start of the payment and now. */
function between(earliest: Date, claimed: Date, latest: Date): Date {
  if (claimed < earliest) return earliest;
  return claimed > latest ? latest : claimed;
}
