import { type PaymentNoticeFacts } from "@/lib/payments/payment";

/** What a person can make the demo's provider do. */
export const CASHIER_ACTIONS = ["pay", "decline", "pay_twice", "notify_twice", "notify_late", "wrong_amount"] as const;
export type CashierAction = (typeof CASHIER_ACTIONS)[number];

/** How late a late notice is. */
export const LATE_SECONDS = 8;

export type SandboxPaymentView = {
  number: string;
  orderNumber: string;
  name: { "zh-CN": string; en: string };
  amountFen: number;
  /** Nothing can be bought with it any more: already paid, expired or cancelled. */
  closed: boolean;
  payableUntil: string;
};

type Delivery = { facts: PaymentNoticeFacts; afterSeconds: number };

interface Pressed {
  action: CashierAction;
  payment: Pick<SandboxPaymentView, "number" | "orderNumber" | "amountFen">;
  /** ISO instant of the press. */
  at: string;
  newId: () => string;
}

/** The notices that a press makes the provider send, in order. */
export function noticesOf({ action, payment, at, newId }: Pressed): Delivery[] {
  const transaction = (over: Partial<PaymentNoticeFacts> = {}): PaymentNoticeFacts => ({
    provider: "sandbox",
    noticeId: newId(),
    paymentNumber: payment.number,
    orderNumber: payment.orderNumber,
    transactionId: newId(),
    result: "succeeded",
    amountFen: payment.amountFen,
    currency: "CNY",
    occurredAt: at,
    ...over,
  });
  const now = (facts: PaymentNoticeFacts): Delivery => ({ facts, afterSeconds: 0 });
  switch (action) {
    case "pay":
      return [now(transaction())];
    case "decline":
      return [now(transaction({ result: "declined" }))];
    case "pay_twice":
      return [now(transaction()), now(transaction())];
    case "notify_twice": {
      const once = now(transaction());
      return [once, once];
    }
    case "notify_late":
      return [{ facts: transaction(), afterSeconds: LATE_SECONDS }];
    case "wrong_amount":
      return [now(transaction({ amountFen: payment.amountFen + 1 }))];
  }
}
