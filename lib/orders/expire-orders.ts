import { inTransaction } from "@/lib/db/in-transaction";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import { CELLS } from "@/lib/ids/cell";
import { closeOrder } from "@/lib/orders/close-order";

const BATCH = 500;

const Due = z.object({ id: z.string(), payable_until: z.date() });

// An order that somebody is paying at this moment is left for the next round.
const LOCK_DUE = `
  SELECT id::text, payable_until FROM product_order
   WHERE cell = $1::smallint AND status = 'awaiting_payment' AND payable_until <= $2::timestamptz
   ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

/** Expires the orders whose time to pay is over at `at`, cell by cell. Running it twice expires nothing twice. */
export async function expireOrders(at: Date): Promise<number> {
  let expired = 0;
  const due = await db().productOrder.groupBy({
    by: ["cell"],
    where: { cell: { in: [...CELLS] }, status: "awaiting_payment", payableUntil: { lte: at } },
  });
  for (const { cell } of due) {
    expired += await inTransaction(async (tx) => {
      const orders = await queryRows(sqlOf(tx), Due, LOCK_DUE, [cell, at]);
      for (const order of orders)
        await closeOrder(tx, { cell, id: order.id }, { status: "expired", at: order.payable_until });
      return orders.length;
    });
  }
  return expired;
}
