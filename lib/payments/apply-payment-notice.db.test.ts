import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { expireOrders } from "@/lib/orders/expire-orders";
import { getOrder } from "@/lib/orders/get-order";
import type { OrderView } from "@/lib/orders/order";
import { placeOrder, PlaceOrderInput } from "@/lib/orders/place-order";
import { applyPaymentNotice } from "@/lib/payments/apply-payment-notice";
import type { PaymentNoticeFacts, StartedPayment } from "@/lib/payments/payment";
import { receiveSandboxNotice } from "@/lib/payments/receive-sandbox-notice";
import { startPayment } from "@/lib/payments/start-payment";
import { findSubscriptions } from "@/lib/subscriptions/find-subscriptions";
import { getRunningSubscription } from "@/lib/subscriptions/get-running-subscription";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeOffers } from "@/lib/testing/make-offers";
import { toInstant } from "@/lib/time/calendar";

const NOON = toInstant("2026-01-31T12:00:00+08:00");
const SYSTEM = { kind: "system", name: "test" } as const;
let offers: Awaited<ReturnType<typeof makeOffers>>;
let counter = 0;

beforeAll(async () => {
  offers = await makeOffers();
});

const later = (minutes: number) => toInstant(NOON.getTime() + minutes * 60_000);

async function order(account: TestAccount, over: Record<string, unknown> = {}): Promise<OrderView> {
  counter += 1;
  const input = {
    kind: "plan",
    code: "lite-10m",
    expectedVersionId: offers.plan,
    requestKey: `key-${String(counter).padStart(8, "0")}`,
    ...over,
  };
  return placeOrder(contextOf(account.actor, NOON), PlaceOrderInput.parse(input));
}

async function started(over: Record<string, unknown> = {}) {
  const account = await makeAccount();
  const placed = await order(account, over);
  const payment = await startPayment(contextOf(account.actor, NOON), placed);
  return { account, placed, payment };
}

function notice(payment: StartedPayment, over: Partial<PaymentNoticeFacts> = {}): PaymentNoticeFacts {
  counter += 1;
  return {
    provider: "sandbox",
    noticeId: `n-${counter}`,
    paymentNumber: payment.paymentNumber,
    orderNumber: payment.orderNumber,
    transactionId: `t-${counter}`,
    result: "succeeded",
    amountFen: 990,
    currency: "CNY",
    occurredAt: later(1).toISOString(),
    ...over,
  };
}

const tell = (facts: PaymentNoticeFacts, at = later(1)) => applyPaymentNotice(contextOf(SYSTEM, at), facts);
const outcomes = async (facts: PaymentNoticeFacts[], at?: Date) =>
  (await Promise.all(facts.map((one) => tell(one, at)))).map((told) => told.outcome).sort();

/** Balances of the account's own postings, by ledger account. */
async function books({ cell, accountId }: TestAccount): Promise<Record<string, number>> {
  const rows = await db().ledgerEntry.groupBy({
    by: ["accountCode"],
    where: { cell, customerId: accountId },
    _sum: { amount: true },
  });
  return Object.fromEntries(rows.map((row) => [row.accountCode, Number(row._sum.amount)]));
}

const SOLD = {
  "cash.sandbox": 990,
  contract_liability: -934,
  vat_payable: -56,
  "tokens.bucket": 10_000_000,
  "tokens.issued": -10_000_000,
};

describe("a payment", () => {
  it("credits tokens, starts the plan to its clamped anniversary and posts the books", async () => {
    const { account, placed, payment } = await started({ autoRenew: "on" });
    expect(await tell(notice(payment))).toEqual({ outcome: "applied" });
    const paid = await getOrder(contextOf(account.actor, later(2)), placed);
    expect(paid).toMatchObject({
      status: "fulfilled",
      paidAt: later(1).toISOString(),
      fulfilledAt: later(1).toISOString(),
    });
    expect(paid.validity?.expiresAt).toBe("2026-02-27T16:00:00.000Z");
    expect(paid.events.map((event) => event.kind)).toEqual(["created", "payment_started", "paid", "credited"]);
    expect(paid.payments).toMatchObject([{ number: payment.paymentNumber, status: "succeeded", receivedFen: 990 }]);
    expect(await books(account)).toEqual(SOLD);

    const [grant] = await db().tokenGrant.findMany({ where: { cell: account.cell, accountId: account.accountId } });
    expect(grant).toMatchObject({
      source: "plan",
      remainingTokens: 10_000_000n,
      netPriceFen: 934n,
      weightsAt: NOON,
      startsAt: later(1),
    });
    const running = await getRunningSubscription(contextOf(account.actor, later(2)));
    expect(running).toMatchObject({
      status: "active",
      autoRenew: true,
      name: { en: "Lite" },
      periods: [{ sequence: 1, priceFen: 990, tariffNumber: "P001-1", orderNumber: placed.number }],
    });
    const over = contextOf(account.actor, toInstant("2026-02-28T00:00:00+08:00"));
    expect(await getRunningSubscription(over)).toBeNull();
    expect((await findSubscriptions(over))[0]?.status).toBe("ended");
  });

  it("gives a pack to the end of grant day plus its days", async () => {
    const { account, placed, payment } = await started({
      kind: "pack",
      code: "pack-5m",
      expectedVersionId: offers.pack,
    });
    await tell(notice(payment, { amountFen: 690 }));
    const paid = await getOrder(contextOf(account.actor, later(2)), placed);
    expect(paid.validity?.expiresAt).toBe("2026-05-01T16:00:00.000Z");
    expect(await findSubscriptions(contextOf(account.actor, NOON))).toEqual([]);
  });
});

describe("notices", () => {
  it("fulfil once when one comes twice, thrice, and at once", async () => {
    const { account, payment } = await started();
    const facts = notice(payment);
    expect(await outcomes([facts, facts, { ...facts, noticeId: "again" }])).toEqual([
      "applied",
      "repeated",
      "repeated",
    ]);
    expect(await tell(facts, later(600))).toEqual({ outcome: "repeated" });
    expect(await books(account)).toEqual(SOLD);
    expect(await db().paymentNotice.count({ where: { cell: account.cell } })).toBeGreaterThanOrEqual(4);
  });

  it("fulfil an order that expired meanwhile when the money was paid in time", async () => {
    const { account, placed, payment } = await started();
    await expireOrders(later(31));
    expect(await tell(notice(payment, { occurredAt: later(29).toISOString() }), later(90))).toEqual({
      outcome: "applied",
    });
    const paid = await getOrder(contextOf(account.actor, later(91)), placed);
    expect(paid).toMatchObject({
      status: "fulfilled",
      paidAt: later(29).toISOString(),
      fulfilledAt: later(90).toISOString(),
      closedAt: null,
    });
    expect(await books(account)).toEqual(SOLD);
  });

  it("believe no provider's clock before the payment or after now", async () => {
    const { account, placed, payment } = await started();
    await tell(notice(payment, { occurredAt: "2030-01-01T00:00:00Z" }), later(3));
    expect((await getOrder(contextOf(account.actor, later(4)), placed)).paidAt).toBe(later(3).toISOString());
  });

  it("take a success after a decline, and ignore a decline after a success", async () => {
    const { account, placed, payment } = await started();
    expect(await tell(notice(payment, { result: "declined" }))).toEqual({ outcome: "declined" });
    expect((await getOrder(contextOf(account.actor, later(2)), placed)).status).toBe("awaiting_payment");
    expect(await tell(notice(payment))).toEqual({ outcome: "applied" });
    expect(await tell(notice(payment, { result: "declined" }))).toEqual({ outcome: "ignored" });
    expect(await books(account)).toEqual(SOLD);
  });

  it("that name another order, currency or payment change nothing and are kept", async () => {
    const [mine, other] = [await started(), await started()];
    const wrong = [
      notice(mine.payment, { orderNumber: other.placed.number }),
      notice(mine.payment, { currency: "USD" }),
      notice(mine.payment, { paymentNumber: `${mine.payment.paymentNumber.slice(0, 4)}${"0".repeat(25)}` }),
    ];
    expect(await outcomes(wrong)).toEqual(["mismatched", "mismatched", "mismatched"]);
    await expect(tell(notice(mine.payment, { paymentNumber: "PY!" }))).rejects.toMatchObject({
      code: "PAYMENT_NOTICE_INVALID",
    });
    await expect(applyPaymentNotice(contextOf(mine.account.actor), notice(mine.payment))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await books(mine.account)).toEqual({});
    expect(
      await db().paymentNotice.count({ where: { cell: mine.account.cell, outcome: "mismatched" } }),
    ).toBeGreaterThanOrEqual(3);
  });
});

it("leaves nothing behind for a notice that the provider did not sign", async () => {
  const { account, payment } = await started();
  const facts = notice(payment);
  const refused = receiveSandboxNotice(contextOf({ kind: "visitor" }, later(1)), { ...facts, signature: "made up" });
  await expect(refused).rejects.toMatchObject({ code: "PAYMENT_NOTICE_INVALID" });
  expect(await books(account)).toEqual({});
  expect(await db().paymentNotice.count({ where: { cell: account.cell, noticeId: facts.noticeId } })).toBe(0);
});

describe("money that buys nothing is kept apart", () => {
  const APART = { "cash.sandbox": 990, unapplied_receipts: -990 };

  it("when it was paid after the order expired", async () => {
    const { account, placed, payment } = await started();
    expect(await tell(notice(payment, { occurredAt: later(31).toISOString() }), later(31))).toEqual({
      outcome: "unapplied",
    });
    expect(await books(account)).toEqual(APART);
    const seen = await getOrder(contextOf(account.actor, later(32)), placed);
    expect(seen).toMatchObject({ status: "expired", payments: [{ status: "unapplied", receivedFen: 990 }] });
  });

  it("when the order was cancelled", async () => {
    const { account, placed, payment } = await started();
    await cancelOrder(contextOf(account.actor, NOON), placed);
    expect(await tell(notice(payment))).toEqual({ outcome: "unapplied" });
    expect(await books(account)).toEqual(APART);
  });

  it("when the amount is wrong; the right amount still buys", async () => {
    const { account, placed, payment } = await started();
    expect(await tell(notice(payment, { amountFen: 1 }))).toEqual({ outcome: "unapplied" });
    expect((await getOrder(contextOf(account.actor, later(1)), placed)).status).toBe("awaiting_payment");
    const again = await startPayment(contextOf(account.actor, later(1)), placed);
    expect(again.paymentNumber).not.toBe(payment.paymentNumber);
    expect(await tell(notice(again))).toEqual({ outcome: "applied" });
    expect(await books(account)).toEqual({ ...SOLD, "cash.sandbox": 991, unapplied_receipts: -1 });
  });

  it("when a second transaction pays the same order, also at once", async () => {
    const { account, placed, payment } = await started();
    expect(await outcomes([notice(payment), notice(payment)])).toEqual(["applied", "unapplied"]);
    expect(await books(account)).toEqual({ ...SOLD, "cash.sandbox": 1980, unapplied_receipts: -990 });
    const seen = await getOrder(contextOf(account.actor, later(2)), placed);
    expect(seen.payments.map((one) => one.status).sort()).toEqual(["succeeded", "unapplied"]);
  });

  it("when two plan orders are paid at once: one plan runs", async () => {
    const account = await makeAccount();
    const [one, two] = await Promise.all([order(account), order(account)]);
    const ctx = contextOf(account.actor, NOON);
    const payments = [await startPayment(ctx, one), await startPayment(ctx, two)];
    expect(await outcomes(payments.map((payment) => notice(payment)))).toEqual(["applied", "unapplied"]);
    expect(await books(account)).toEqual({ ...SOLD, "cash.sandbox": 1980, unapplied_receipts: -990 });
    expect(await findSubscriptions(ctx)).toHaveLength(1);
  });
});

describe("startPayment", () => {
  it("goes on with the open payment and refuses paid, expired, cancelled and foreign orders", async () => {
    const { account, placed, payment } = await started();
    const ctx = contextOf(account.actor, later(1));
    expect((await startPayment(ctx, placed)).paymentNumber).toBe(payment.paymentNumber);
    await expect(startPayment(contextOf((await makeAccount()).actor, NOON), placed)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(startPayment(contextOf(account.actor, later(30)), placed)).rejects.toMatchObject({
      code: "ORDER_EXPIRED",
    });
    const [cancelled, second] = [await order(account), await order(account)];
    await cancelOrder(ctx, cancelled);
    await expect(startPayment(ctx, cancelled)).rejects.toMatchObject({ code: "ORDER_CANCELLED" });
    await tell(notice(payment));
    await expect(startPayment(ctx, placed)).rejects.toMatchObject({ code: "ORDER_ALREADY_PAID" });
    await expect(cancelOrder(ctx, placed)).rejects.toMatchObject({ code: "ORDER_ALREADY_PAID" });
    // The other plan order was closed with the first one paid.
    await expect(startPayment(ctx, second)).rejects.toMatchObject({ code: "ORDER_CANCELLED" });
  });
});
