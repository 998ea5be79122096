import type { Db } from "@/lib/db/client";
import { recordOrderEvent } from "@/lib/orders/record-order-event";

/** Ends a locked order that waits for payment: cancelled, or expired at the instant its time was over. */
export async function closeOrder(
  tx: Db,
  order: { cell: number; id: string },
  { status, at }: { status: "expired" | "cancelled"; at: Date },
): Promise<void> {
  const { cell, id } = order;
  await tx.productOrder.update({
    where: { cell_id: { cell, id }, status: "awaiting_payment" },
    data: { status, closedAt: at },
  });
  await recordOrderEvent(tx, { cell, id }, { kind: status, at });
}
