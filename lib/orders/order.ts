import type { LocalText } from "@/lib/i18n/locale";

export const ORDER_KINDS = ["plan", "pack", "payg"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export type OrderStatus = "awaiting_payment" | "fulfilled" | "expired" | "cancelled";
export type PaymentStatus = "pending" | "succeeded" | "declined" | "unapplied";
export type OrderEventKind =
  "created" | "payment_started" | "payment_declined" | "paid" | "credited" | "expired" | "cancelled" | "unapplied";

/** Where an order may go. Expired to fulfilled is for money paid in time whose notice came late. */
const ORDER_MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  awaiting_payment: ["fulfilled", "expired", "cancelled"],
  expired: ["fulfilled"],
  fulfilled: [],
  cancelled: [],
};

/** How long an order waits for its money. */
export const PAYABLE_MINUTES = 30;

/** The most units of pay as you go in one order. */
export const MAX_QUANTITY = 1_000;

export type PaymentLine = {
  number: string;
  status: PaymentStatus;
  amountFen: number;
  /** What the provider says it took; null while nothing was. */
  receivedFen: number | null;
  transactionId: string | null;
  createdAt: string;
  settledAt: string | null;
};

export type OrderEventView = { kind: OrderEventKind; at: string };

/** An order as its owner sees it: JSON only. `status` counts an overdue order as expired. */
export type OrderView = {
  number: string;
  status: OrderStatus;
  kind: OrderKind;
  code: string;
  name: LocalText;
  tariffNumber: string;
  quantity: number;
  unitPriceFen: number;
  amountFen: number;
  vatFen: number;
  quotaTokens: number;
  validDays: number | null;
  autoRenew: boolean;
  /** The words that were agreed to, in the language they were agreed in. */
  autoRenewTerms: string | null;
  createdAt: string;
  payableUntil: string;
  paidAt: string | null;
  fulfilledAt: string | null;
  closedAt: string | null;
  /** What its tokens can be used for; null until they are credited. Exclusive end. */
  validity: { startsAt: string; expiresAt: string } | null;
  payments: PaymentLine[];
  events: OrderEventView[];
};

type Standing = { status: OrderStatus; payableUntil: Date };

/** The status at an instant: an order whose time is over is expired, whoever looks first. */
export function statusAt(order: Standing, now: Date): OrderStatus {
  return order.status === "awaiting_payment" && order.payableUntil <= now ? "expired" : order.status;
}

/** Whether money paid at `paidAt` still buys the order: it waits for money, or its time ran out only after the money was paid. */
export function takesPayment(order: Standing, paidAt: Date): boolean {
  return ORDER_MOVES[order.status].includes("fulfilled") && paidAt < order.payableUntil;
}
