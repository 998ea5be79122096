import { z } from "zod";

/** What a verified notice of a provider says about one of its transactions. */
export const PaymentNoticeFacts = z.strictObject({
  provider: z.literal("sandbox"),
  noticeId: z.string().min(1).max(64),
  paymentNumber: z.string().max(32),
  orderNumber: z.string().max(32),
  transactionId: z.string().min(1).max(64),
  result: z.enum(["succeeded", "declined"]),
  amountFen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  currency: z.string().max(8),
  /** When the provider took the money, or declined. */
  occurredAt: z.iso.datetime(),
});
export type PaymentNoticeFacts = z.infer<typeof PaymentNoticeFacts>;

/**
 * What a notice led to. `applied`: the order is fulfilled. `unapplied`: money is kept apart. `repeated`: that transaction was
 * counted before. `declined`, `ignored`: nothing was taken. `mismatched`: payment, order or currency are not what we asked for.
 */
export type NoticeOutcome = "applied" | "unapplied" | "declined" | "ignored" | "repeated" | "mismatched";

export type PaymentToStart = { number: string; orderNumber: string; amountFen: number; locale: string };

/** A way to pay. Real providers come behind the same port. */
export interface PaymentProvider {
  code: PaymentNoticeFacts["provider"];
  /** Announces the payment to the provider and says where the customer goes on. */
  start(payment: PaymentToStart): Promise<{ payUrl: string }>;
}

export type StartedPayment = { orderNumber: string; paymentNumber: string; payUrl: string };

/** A provider's transaction that was taken, as fulfilment needs it. */
export type SettledPayment = {
  id: string;
  provider: PaymentNoticeFacts["provider"];
  transactionId: string;
  /** When the provider took the money. */
  paidAt: Date;
  /** When we were told. */
  at: Date;
};
