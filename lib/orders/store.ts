import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { toFen, toPlanTokens } from "@/lib/money/amounts";
import { ORDER_KINDS, type OrderEventView, type OrderView, statusAt } from "@/lib/orders/order";
import { paymentNumber } from "@/lib/orders/payment-number";
import { validityFrom } from "@/lib/orders/validity";

const Status = z.enum(["awaiting_payment", "fulfilled", "expired", "cancelled"]);
const PaymentStatus = z.enum(["pending", "succeeded", "declined", "unapplied"]);
const EVENT_KINDS = [
  "created",
  "payment_started",
  "payment_declined",
  "paid",
  "credited",
  "expired",
  "cancelled",
  "unapplied",
] as const;
const EventKind = z.enum(EVENT_KINDS);
const Kind = z.enum(ORDER_KINDS);

const WITH_HISTORY = { payments: { orderBy: { id: "asc" } }, events: true } as const;

/** One order of the account with its history; NOT_FOUND when the account has none of that number. */
export async function readOrder(tx: Db, cell: number, accountId: string, number: string) {
  const row = await tx.productOrder.findFirst({ where: { cell, accountId, number }, include: WITH_HISTORY });
  if (!row) throw new AppError("NOT_FOUND");
  return row;
}

/** The account's orders, newest first, from after the order named by `before`. */
export async function readOrders(
  tx: Db,
  { cell, accountId, before, limit }: { cell: number; accountId: string; before: string | null; limit: number },
) {
  const edge =
    before === null
      ? null
      : await tx.productOrder.findFirst({
          where: { cell, accountId, number: before },
          select: { createdAt: true, id: true },
        });
  const older = edge && {
    OR: [{ createdAt: { lt: edge.createdAt } }, { createdAt: edge.createdAt, id: { lt: edge.id } }],
  };
  return tx.productOrder.findMany({
    where: { cell, accountId, ...older },
    include: WITH_HISTORY,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

type OrderRow = Awaited<ReturnType<typeof readOrder>>;

/** A row as its owner sees it at an instant. */
export function toOrderView(row: OrderRow, now: Date): OrderView {
  const status = statusAt({ status: Status.parse(row.status), payableUntil: row.payableUntil }, now);
  const validity = row.fulfilledAt && validityFrom(row.validDays, row.fulfilledAt);
  return {
    number: row.number,
    status,
    kind: Kind.parse(row.itemKind),
    code: row.itemCode,
    name: { "zh-CN": row.nameZh, en: row.nameEn },
    tariffNumber: row.tariffNumber,
    quantity: row.quantity,
    unitPriceFen: toFen(row.unitPriceFen),
    amountFen: toFen(row.amountFen),
    vatFen: toFen(row.vatFen),
    quotaTokens: toPlanTokens(row.quotaTokens),
    validDays: row.validDays,
    autoRenew: row.autoRenew,
    autoRenewTerms: row.autoRenewTerms,
    createdAt: row.createdAt.toISOString(),
    payableUntil: row.payableUntil.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    fulfilledAt: row.fulfilledAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    validity: validity && { startsAt: validity.startsAt.toISOString(), expiresAt: validity.expiresAt.toISOString() },
    payments: row.payments.map((payment) => ({
      number: paymentNumber(row.cell, payment.id),
      status: PaymentStatus.parse(payment.status),
      amountFen: toFen(payment.amountFen),
      receivedFen: payment.receivedFen === null ? null : toFen(payment.receivedFen),
      transactionId: payment.providerTransactionId,
      createdAt: payment.createdAt.toISOString(),
      settledAt: payment.settledAt?.toISOString() ?? null,
    })),
    events: row.events.map((event) => ({ kind: EventKind.parse(event.kind), at: event.at.toISOString() })).sort(inTime),
  };
}

/** Steps of one instant stand in the order in which they can happen. */
function inTime(a: OrderEventView, b: OrderEventView): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return EVENT_KINDS.indexOf(a.kind) - EVENT_KINDS.indexOf(b.kind);
}
