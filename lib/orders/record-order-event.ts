import type { Db } from "@/lib/db/client";
import { newUuid } from "@/lib/ids/ids";
import type { OrderEventKind } from "@/lib/orders/order";

interface OrderStepToRecord {
  kind: OrderEventKind;
  at: Date;
  detail?: Record<string, string | number | null>;
}

/** Adds a step to an order's timeline. */
export async function recordOrderEvent(
  tx: Db,
  order: { cell: number; id: string },
  step: OrderStepToRecord,
): Promise<void> {
  const { kind, at, detail = {} } = step;
  await tx.orderEvent.create({ data: { cell: order.cell, id: newUuid(at), orderId: order.id, kind, detail, at } });
}
