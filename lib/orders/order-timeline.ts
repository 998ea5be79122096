import type { OrderView } from "@/lib/orders/order";

export type OrderStepKind = "created" | "paid" | "credited" | "receipt" | "expired" | "cancelled";
export type OrderStep = { kind: OrderStepKind; state: "done" | "now" | "next" | "failed"; at: string | null };

/** The way of an order from placing to receipt; an order that ended unpaid stops where it ended. */
export function orderTimeline(
  order: Pick<OrderView, "status" | "createdAt" | "payableUntil" | "paidAt" | "fulfilledAt" | "closedAt">,
): OrderStep[] {
  const created: OrderStep = { kind: "created", state: "done", at: order.createdAt };
  switch (order.status) {
    case "expired":
      return [created, { kind: "expired", state: "failed", at: order.closedAt ?? order.payableUntil }];
    case "cancelled":
      return [created, { kind: "cancelled", state: "done", at: order.closedAt }];
    case "fulfilled":
      return [
        created,
        { kind: "paid", state: "done", at: order.paidAt },
        { kind: "credited", state: "done", at: order.fulfilledAt },
        { kind: "receipt", state: "done", at: order.fulfilledAt },
      ];
    case "awaiting_payment":
      return [
        created,
        { kind: "paid", state: "now", at: null },
        { kind: "credited", state: "next", at: null },
        { kind: "receipt", state: "next", at: null },
      ];
  }
}
