import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { expireOrders } from "@/lib/orders/expire-orders";
import { findOrders } from "@/lib/orders/find-orders";
import { getOrder } from "@/lib/orders/get-order";
import { placeOrder, PlaceOrderInput } from "@/lib/orders/place-order";
import { buyItem } from "@/lib/testing/buy-item";
import { contextOf, makeAccount } from "@/lib/testing/make-account";
import { DEARER_FROM, makeOffers } from "@/lib/testing/make-offers";
import { toInstant } from "@/lib/time/calendar";

const NOON = toInstant("2026-05-20T12:00:00+08:00");
let offers: Awaited<ReturnType<typeof makeOffers>>;
let keys = 0;

beforeAll(async () => {
  offers = await makeOffers();
});

function wish(over: Record<string, unknown> = {}) {
  keys += 1;
  return PlaceOrderInput.parse({
    kind: "plan",
    code: "lite-10m",
    expectedVersionId: offers.plan,
    requestKey: `key-${String(keys).padStart(8, "0")}`,
    ...over,
  });
}

const later = (minutes: number) => toInstant(NOON.getTime() + minutes * 60_000);

describe("placeOrder", () => {
  it("stores what was promised and waits 30 minutes for the money", async () => {
    const account = await makeAccount();
    const order = await placeOrder(contextOf(account.actor, NOON), wish({ autoRenew: "on" }));
    expect(order).toMatchObject({
      status: "awaiting_payment",
      amountFen: 990,
      vatFen: 56,
      quotaTokens: 10_000_000,
      tariffNumber: "P001-1",
      autoRenew: true,
    });
    expect(order.number).toMatch(/^TH[0-9A-Z]{2}260520\d{10}$/);
    expect(order.autoRenewTerms).toContain("¥9.90");
    expect(order.payableUntil).toBe(later(30).toISOString());
    expect(order.events.map((event) => event.kind)).toEqual(["created"]);
  });

  it("gives the same order for the same key, also at once, and refuses another body", async () => {
    const account = await makeAccount();
    const input = wish();
    const ctx = contextOf(account.actor, NOON);
    const [one, two] = await Promise.all([placeOrder(ctx, input), placeOrder(ctx, input)]);
    const three = await placeOrder(contextOf(account.actor, later(5)), input);
    expect(new Set([one.number, two.number, three.number]).size).toBe(1);
    await expect(placeOrder(ctx, { ...input, autoRenew: true })).rejects.toMatchObject({ code: "SAME_KEY_OTHER_BODY" });
    expect((await findOrders(ctx, {})).orders).toHaveLength(1);
  });

  it("does not keep a key whose work failed, nor one for longer than a day", async () => {
    const account = await makeAccount();
    const input = wish();
    await expect(placeOrder(contextOf(account.actor, NOON), { ...input, code: "nothing" })).rejects.toMatchObject({
      code: "ITEM_NOT_ON_SALE",
    });
    const first = await placeOrder(contextOf(account.actor, NOON), input);
    const nextDay = await placeOrder(contextOf(account.actor, later(24 * 60)), { ...input, autoRenew: true });
    expect(nextDay.number).not.toBe(first.number);
  });

  it("refuses a version that is not in force", async () => {
    const { actor } = await makeAccount();
    await expect(
      placeOrder(contextOf(actor, NOON), wish({ expectedVersionId: offers.dearerPlan })),
    ).rejects.toMatchObject({ code: "PRICE_CHANGED" });
    await expect(placeOrder(contextOf(actor, DEARER_FROM), wish())).rejects.toMatchObject({ code: "PRICE_CHANGED" });
    const order = await placeOrder(contextOf(actor, DEARER_FROM), wish({ expectedVersionId: offers.dearerPlan }));
    expect(order).toMatchObject({ amountFen: 1090, tariffNumber: "P001-2" });
  });

  it("refuses what is not on sale, and a pack under the name of a plan", async () => {
    const ctx = contextOf((await makeAccount()).actor, NOON);
    const before = contextOf(ctx.actor, toInstant("2025-12-31T12:00:00+08:00"));
    await expect(placeOrder(before, wish())).rejects.toMatchObject({ code: "ITEM_NOT_ON_SALE" });
    await expect(placeOrder(ctx, wish({ code: "pack-5m" }))).rejects.toMatchObject({ code: "ITEM_NOT_ON_SALE" });
  });

  it("refuses a plan while one runs, but not a pack, and not once it has ended", async () => {
    const { actor } = await makeAccount();
    await buyItem(contextOf(actor, NOON), { kind: "plan", code: "lite-10m" });
    await expect(placeOrder(contextOf(actor, later(1)), wish())).rejects.toMatchObject({
      code: "PLAN_ALREADY_RUNNING",
    });
    await placeOrder(
      contextOf(actor, later(1)),
      wish({ kind: "pack", code: "pack-5m", expectedVersionId: offers.pack }),
    );
    await placeOrder(contextOf(actor, toInstant("2026-06-20T00:00:00+08:00")), wish());
  });

  it("counts pay as you go in one order of up to a thousand", async () => {
    const { actor } = await makeAccount();
    const payg = { kind: "payg", code: "payg", expectedVersionId: offers.payg };
    const order = await placeOrder(contextOf(actor, NOON), wish({ ...payg, quantity: "1000" }));
    expect(order).toMatchObject({ amountFen: 100_000, quotaTokens: 250_000_000, unitPriceFen: 100, quantity: 1000 });
    for (const quantity of [0, -1, 1001, 1.5, "x", 1e12])
      expect(PlaceOrderInput.safeParse({ ...wish(), ...payg, quantity }).success).toBe(false);
    expect(PlaceOrderInput.safeParse({ ...wish(), quantity: 2 }).success).toBe(false);
    expect(PlaceOrderInput.safeParse({ ...wish(), amountFen: 1 }).success).toBe(false);
  });

  it("needs a customer whose account is not frozen", async () => {
    const account = await makeAccount();
    await expect(placeOrder(contextOf({ kind: "visitor" }, NOON), wish())).rejects.toMatchObject({
      code: "SIGN_IN_REQUIRED",
    });
    await db().account.update({
      where: { cell_id: { cell: account.cell, id: account.accountId } },
      data: { status: "frozen" },
    });
    await expect(placeOrder(contextOf(account.actor, NOON), wish())).rejects.toMatchObject({ code: "ACCOUNT_FROZEN" });
  });
});

describe("an order that nobody paid", () => {
  it("is expired for whoever looks, and by the job once", async () => {
    const { actor } = await makeAccount();
    const order = await placeOrder(contextOf(actor, NOON), wish());
    expect((await getOrder(contextOf(actor, later(30)), order)).status).toBe("expired");
    await expect(cancelOrder(contextOf(actor, later(30)), order)).rejects.toMatchObject({ code: "ORDER_EXPIRED" });
    expect(await expireOrders(later(29))).toBe(0);
    expect(await expireOrders(later(45))).toBeGreaterThan(0);
    expect(await expireOrders(later(45))).toBe(0);
    const expired = await getOrder(contextOf(actor, later(45)), order);
    expect(expired.closedAt).toBe(later(30).toISOString());
    expect(expired.events.map((event) => event.kind)).toEqual(["created", "expired"]);
  });

  it("can be cancelled, twice without effect, and not by another account", async () => {
    const [mine, other] = [await makeAccount(), await makeAccount()];
    const order = await placeOrder(contextOf(mine.actor, NOON), wish());
    await expect(cancelOrder(contextOf(other.actor, NOON), order)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getOrder(contextOf(other.actor, NOON), order)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [one, two] = await Promise.all([
      cancelOrder(contextOf(mine.actor, NOON), order),
      cancelOrder(contextOf(mine.actor, NOON), order),
    ]);
    expect([one.status, two.status]).toEqual(["cancelled", "cancelled"]);
    expect((await getOrder(contextOf(mine.actor, NOON), order)).events.map((event) => event.kind)).toEqual([
      "created",
      "cancelled",
    ]);
  });
});

it("lists orders a page at a time", async () => {
  const { actor } = await makeAccount();
  for (let index = 0; index < 21; index += 1) await placeOrder(contextOf(actor, later(index)), wish());
  const first = await findOrders(contextOf(actor, NOON), {});
  expect(first.orders).toHaveLength(20);
  const second = await findOrders(contextOf(actor, NOON), { before: first.next ?? "" });
  expect(second.orders).toHaveLength(1);
  expect(second.next).toBeNull();
});
