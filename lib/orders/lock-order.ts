import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { sqlOf } from "@/lib/db/sql";
import { asId, type Id } from "@/lib/ids/ids";
import type { LocalText } from "@/lib/i18n/locale";
import { type Fen, type PlanTokens, toFen, toPlanTokens } from "@/lib/money/amounts";
import { ORDER_KINDS, type OrderKind, type OrderStatus } from "@/lib/orders/order";

/** An order under its lock, as far as money and fulfilment need it. */
export type LockedOrder = {
  cell: number;
  id: Id<"ord">;
  number: string;
  accountId: Id<"acc">;
  status: OrderStatus;
  kind: OrderKind;
  versionId: string;
  name: LocalText;
  amountFen: Fen;
  vatFen: Fen;
  unitPriceFen: Fen;
  quotaTokens: PlanTokens;
  validDays: number | null;
  autoRenew: boolean;
  createdAt: Date;
  payableUntil: Date;
};

const Status = z.enum(["awaiting_payment", "fulfilled", "expired", "cancelled"]);

/** Locks an order of the account, whose own lock is held already, and reads it. Null when the account has no such order. */
export async function lockOrder(
  tx: Db,
  { cell, accountId, number }: { cell: number; accountId: string; number: string },
): Promise<LockedOrder | null> {
  await sqlOf(tx)("SELECT 1 FROM product_order WHERE cell = $1::smallint AND number = $2 FOR UPDATE", [cell, number]);
  const row = await tx.productOrder.findUnique({ where: { cell_number: { cell, number } } });
  if (row?.accountId !== accountId) return null;
  return {
    cell,
    id: asId("ord", row.id),
    number,
    accountId: asId("acc", row.accountId),
    status: Status.parse(row.status),
    kind: z.enum(ORDER_KINDS).parse(row.itemKind),
    versionId: row.itemVersionId,
    name: { "zh-CN": row.nameZh, en: row.nameEn },
    amountFen: toFen(row.amountFen),
    vatFen: toFen(row.vatFen),
    unitPriceFen: toFen(row.unitPriceFen),
    quotaTokens: toPlanTokens(row.quotaTokens),
    validDays: row.validDays,
    autoRenew: row.autoRenew,
    createdAt: row.createdAt,
    payableUntil: row.payableUntil,
  };
}
