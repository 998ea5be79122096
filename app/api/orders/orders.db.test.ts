import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as notify } from "@/app/api/payments/sandbox/notice/route";
import { POST as press } from "@/app/sandbox/cashier/[paymentNumber]/press/route";
import type { OrderView } from "@/lib/orders/order";
import { PaymentNoticeFacts, type StartedPayment } from "@/lib/payments/payment";
import { noticesOf } from "@/lib/payments/sandbox-cashier";
import { signSandboxNotice } from "@/lib/payments/sandbox-signature";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeOffers } from "@/lib/testing/make-offers";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { POST as cancel } from "./[number]/cancel/route";
import { POST as pay } from "./[number]/payments/route";
import { GET as getOne } from "./[number]/route";
import { GET as list, POST as place } from "./route";

const NOON = toInstant("2026-05-20T12:00:00+08:00");
const CHECKOUT = { referer: "http://localhost:3000/en/checkout/plan/lite-10m", origin: "http://localhost:3000" };
let offers: Awaited<ReturnType<typeof makeOffers>>;
let account: TestAccount;
let cookie: string;
let keys = 0;

beforeAll(async () => {
  offers = await makeOffers();
});
beforeEach(async () => {
  await setTestClock(NOON);
  account = await makeAccount();
  cookie = await customerCookie(account);
});

function wish(over: Record<string, string> = {}): Record<string, string> {
  keys += 1;
  return {
    kind: "plan",
    code: "lite-10m",
    expectedVersionId: offers.plan,
    requestKey: `key-${String(keys).padStart(8, "0")}`,
    ...over,
  };
}

async function placed(over: Record<string, string> = {}): Promise<{ order: OrderView; payment: StartedPayment }> {
  const { body, status } = await callRoute(place, "/api/orders", { json: wish(over), cookie });
  expect(status).toBe(201);
  return body as { order: OrderView; payment: StartedPayment };
}

const codeOf = (answer: { body: unknown }) => (answer.body as { error?: { code: string } }).error?.code;
const read = async (number: string) =>
  (await callRoute(getOne, `/api/orders/${number}`, { cookie, params: { number } })).body as OrderView;

function paidFacts(
  { paymentNumber, orderNumber }: StartedPayment,
  over: Partial<PaymentNoticeFacts> = {},
): PaymentNoticeFacts {
  const payment = { number: paymentNumber, orderNumber, amountFen: 990 };
  const [delivery] = noticesOf({ action: "pay", payment, at: NOON.toISOString(), newId: () => crypto.randomUUID() });
  return PaymentNoticeFacts.parse({ ...delivery?.facts, ...over });
}
const tell = (facts: PaymentNoticeFacts, signature = signSandboxNotice(facts)) =>
  callRoute(notify, "/api/payments/sandbox/notice", { json: { ...facts, signature } });

describe("POST /api/orders", () => {
  it("places an order and answers with where to pay; a form is sent there", async () => {
    const { order, payment } = await placed();
    expect(order).toMatchObject({ status: "awaiting_payment", amountFen: 990 });
    expect(payment.payUrl).toBe(`/sandbox/cashier/${payment.paymentNumber}?lang=zh-CN`);
    const form = await callRoute(place, "/api/orders", {
      form: { ...wish(), autoRenew: "on" },
      cookie,
      headers: CHECKOUT,
    });
    expect(form.status).toBe(303);
    expect(form.location).toMatch(/^\/sandbox\/cashier\/PY[0-9A-Z]{27}\?lang=en$/);
  });

  it("makes one order of two presses, and leads to it once it is paid", async () => {
    const form = wish();
    const press = () => callRoute(place, "/api/orders", { form, cookie, headers: CHECKOUT });
    const [one, two] = await Promise.all([press(), press()]);
    expect(one.location).toBe(two.location);
    const { body } = await callRoute(list, "/api/orders", { cookie });
    const [order] = (body as { orders: OrderView[] }).orders;
    await tell(
      paidFacts({ paymentNumber: order?.payments[0]?.number ?? "", orderNumber: order?.number ?? "", payUrl: "" }),
    );
    expect((await press()).location).toBe(`/en/account/orders/${order?.number}`);
  });

  it.each<[string, Record<string, string>, string]>([
    ["an amount of its own", { amountFen: "1" }, "INVALID_INPUT"],
    ["a price of its own", { priceFen: "1" }, "INVALID_INPUT"],
    ["two plans", { quantity: "2" }, "INVALID_INPUT"],
    ["a quantity of -1", { kind: "payg", code: "payg", quantity: "-1" }, "INVALID_INPUT"],
    ["a kind that does not exist", { kind: "bundle" }, "INVALID_INPUT"],
    ["no request key", { requestKey: "" }, "INVALID_INPUT"],
    ["an item that does not exist", { code: "nothing" }, "ITEM_NOT_ON_SALE"],
  ])("refuses %s and changes nothing", async (_case, over, code) => {
    const answer = await callRoute(place, "/api/orders", { json: wish(over), cookie });
    expect(codeOf(answer)).toBe(code);
    const { body } = await callRoute(list, "/api/orders", { cookie });
    expect((body as { orders: OrderView[] }).orders).toEqual([]);
  });

  it("sends a form back with the reason", async () => {
    const answer = await callRoute(place, "/api/orders", {
      form: wish({ expectedVersionId: offers.dearerPlan }),
      cookie,
      headers: CHECKOUT,
    });
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(/^\/en\/checkout\/plan\/lite-10m\?error=PRICE_CHANGED&request=req_/);
  });

  it("refuses visitors, other sites, and halls without a way to pay", async () => {
    expect(codeOf(await callRoute(place, "/api/orders", { json: wish() }))).toBe("SIGN_IN_REQUIRED");
    const foreign = { json: wish(), cookie, headers: { origin: "https://elsewhere.example" } };
    expect(codeOf(await callRoute(place, "/api/orders", foreign))).toBe("FOREIGN_ORIGIN");
    const environment = await import("@/lib/env/env");
    const mode = vi.spyOn(environment, "isDemo").mockReturnValue(false);
    expect(codeOf(await callRoute(place, "/api/orders", { json: wish(), cookie }))).toBe("PAYMENT_UNAVAILABLE");
    expect(
      (await tell(PaymentNoticeFacts.parse(paidFacts({ paymentNumber: "PY", orderNumber: "TH", payUrl: "" })))).status,
    ).toBe(404);
    mode.mockRestore();
  });
});

describe("an order's address", () => {
  it("is not found by another account, whatever is asked of it", async () => {
    const { order } = await placed();
    const other = await customerCookie(await makeAccount());
    const call = { cookie: other, params: { number: order.number } };
    for (const answer of [
      await callRoute(getOne, `/api/orders/${order.number}`, call),
      await callRoute(pay, `/api/orders/${order.number}/payments`, { ...call, json: {} }),
      await callRoute(cancel, `/api/orders/${order.number}/cancel`, { ...call, json: {} }),
    ]) {
      expect([answer.status, codeOf(answer)]).toEqual([404, "NOT_FOUND"]);
    }
    expect((await read(order.number)).status).toBe("awaiting_payment");
  });

  it("cancels once, and does not pay what is cancelled or expired", async () => {
    const [one, two] = [await placed(), await placed()];
    const call = ({ order }: { order: OrderView }) => ({ cookie, json: {}, params: { number: order.number } });
    expect((await callRoute(cancel, "/api/orders/x/cancel", call(one))).status).toBe(200);
    expect((await callRoute(cancel, "/api/orders/x/cancel", call(one))).status).toBe(200);
    expect(codeOf(await callRoute(pay, "/api/orders/x/payments", call(one)))).toBe("ORDER_CANCELLED");
    await setTestClock(toInstant(NOON.getTime() + 30 * 60_000));
    expect(codeOf(await callRoute(pay, "/api/orders/x/payments", call(two)))).toBe("ORDER_EXPIRED");
    expect(codeOf(await callRoute(cancel, "/api/orders/x/cancel", call(two)))).toBe("ORDER_EXPIRED");
  });
});

describe("POST /api/payments/sandbox/notice", () => {
  it("fulfils once, and tells a repetition so", async () => {
    const { order, payment } = await placed();
    const facts = paidFacts(payment);
    expect((await tell(facts)).body).toEqual({ outcome: "applied" });
    expect((await tell(facts)).body).toEqual({ outcome: "repeated" });
    expect((await read(order.number)).status).toBe("fulfilled");
  });

  it.each<[string, Partial<PaymentNoticeFacts>]>([
    ["amount", { amountFen: 1 }],
    ["result", { result: "declined" }],
    ["transaction", { transactionId: "another" }],
    ["instant", { occurredAt: "2026-05-19T00:00:00Z" }],
  ])("refuses a notice whose %s was changed after signing", async (_field, changed) => {
    const { order, payment } = await placed();
    const facts = paidFacts(payment);
    const answer = await tell({ ...facts, ...changed }, signSandboxNotice(facts));
    expect([answer.status, codeOf(answer)]).toEqual([400, "PAYMENT_NOTICE_INVALID"]);
    expect((await read(order.number)).events.map((event) => event.kind)).toEqual(["created", "payment_started"]);
  });

  it("refuses a signed notice for another account's order", async () => {
    const { payment } = await placed();
    const mine = await placed();
    const answer = await tell(paidFacts({ ...payment, orderNumber: mine.order.number }));
    expect(codeOf(answer)).toBe("PAYMENT_NOTICE_INVALID");
    expect((await read(mine.order.number)).status).toBe("awaiting_payment");
  });
});

describe("POST /sandbox/cashier/…/press", () => {
  it("sends its notices to the hall over HTTP and the customer back to the order", async () => {
    const { order, payment } = await placed();
    const delivered: unknown[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation(async (address, init) => {
      delivered.push(address);
      return notify(new Request(String(address), init), { params: Promise.resolve({}) });
    });
    const params = { paymentNumber: payment.paymentNumber };
    const answer = await callRoute(press, "/sandbox/cashier/x/press", {
      form: { action: "pay_twice", lang: "en" },
      params,
    });
    vi.restoreAllMocks();
    expect(answer.location).toBe(`/en/account/orders/${order.number}?paid=1`);
    expect(delivered).toEqual(Array(2).fill("http://localhost:3000/api/payments/sandbox/notice"));
    const paid = await read(order.number);
    expect(paid.status).toBe("fulfilled");
    expect(paid.payments.map((one) => one.status).sort()).toEqual(["succeeded", "unapplied"]);
  });

  it("does not know other payments or buttons", async () => {
    const { payment } = await placed();
    const unknown = { paymentNumber: `${payment.paymentNumber.slice(0, 4)}${"0".repeat(25)}` };
    expect(
      (await callRoute(press, "/sandbox/cashier/x/press", { json: { action: "pay" }, params: unknown })).status,
    ).toBe(404);
    const known = { paymentNumber: payment.paymentNumber };
    expect(
      (await callRoute(press, "/sandbox/cashier/x/press", { json: { action: "steal" }, params: known })).status,
    ).toBe(422);
  });
});
