import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CELLS } from "@/lib/ids/cell";
import { newId } from "@/lib/ids/ids";
import { type OrderStatus, statusAt, takesPayment } from "@/lib/orders/order";
import { cellOfOrderNumber, newOrderNumber } from "@/lib/orders/order-number";
import { orderTimeline } from "@/lib/orders/order-timeline";
import { parsePaymentNumber, paymentNumber } from "@/lib/orders/payment-number";
import { validityFrom } from "@/lib/orders/validity";
import { toInstant } from "@/lib/time/calendar";

const END = toInstant("2026-05-20T04:30:00Z");
const justBefore = toInstant(END.getTime() - 1);
const order = (status: OrderStatus) => ({ status, payableUntil: END });

describe("status", () => {
  it("is expired from the end on, but only for an order that waits", () => {
    expect(statusAt(order("awaiting_payment"), justBefore)).toBe("awaiting_payment");
    expect(statusAt(order("awaiting_payment"), END)).toBe("expired");
    for (const status of ["fulfilled", "cancelled", "expired"] as const)
      expect(statusAt(order(status), END)).toBe(status);
  });

  it("takes money that was paid in time, also when the order has expired since", () => {
    expect(takesPayment(order("awaiting_payment"), justBefore)).toBe(true);
    expect(takesPayment(order("expired"), justBefore)).toBe(true);
    expect(takesPayment(order("awaiting_payment"), END)).toBe(false);
    expect(takesPayment(order("expired"), END)).toBe(false);
    expect(takesPayment(order("cancelled"), justBefore)).toBe(false);
    expect(takesPayment(order("fulfilled"), justBefore)).toBe(false);
  });
});

describe("numbers", () => {
  it("carry their cell", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CELLS), fc.uuid(), (cell, id) => {
        expect(cellOfOrderNumber(newOrderNumber(cell, END))).toBe(cell);
        const number = paymentNumber(cell, id);
        expect(number).toMatch(/^PY[0-9A-Z]{27}$/);
        expect(parsePaymentNumber(number)).toEqual({ cell, id });
      }),
    );
  });

  it("are refused when they are none", () => {
    const good = paymentNumber(1, newId("pay", END));
    for (const text of [
      "",
      good.slice(1),
      `${good}0`,
      good.toLowerCase(),
      `PYZZ${good.slice(4)}`,
      `PY01${"Z".repeat(25)}`,
    ]) {
      expect(parsePaymentNumber(text)).toBeNull();
    }
    expect(cellOfOrderNumber("TH0126052012345678")).toBeNull();
    expect(cellOfOrderNumber("THZZ2605201234567890")).toBeNull();
  });
});

describe("validity", () => {
  it.each([
    ["a plan to its monthly anniversary", null, "2026-05-20T14:32:00+08:00", "2026-06-20T00:00:00+08:00"],
    [
      "a plan bought on the 31st to the end of February",
      null,
      "2026-01-31T00:00:00+08:00",
      "2026-02-28T00:00:00+08:00",
    ],
    ["a plan bought a second before midnight", null, "2026-05-20T23:59:59+08:00", "2026-06-20T00:00:00+08:00"],
    ["a pack to 24:00 of grant day plus its days", 90, "2026-05-20T14:32:00+08:00", "2026-08-19T00:00:00+08:00"],
    ["a year over a leap day", 365, "2028-01-01T08:00:00+08:00", "2029-01-01T00:00:00+08:00"],
  ])("runs %s", (_case, days, from, to) => {
    expect(validityFrom(days, toInstant(from)).expiresAt).toEqual(toInstant(to));
  });
});

it("ends the timeline where an unpaid order ended", () => {
  const base = { createdAt: "a", payableUntil: "b", paidAt: null, fulfilledAt: null, closedAt: null };
  expect(orderTimeline({ ...base, status: "awaiting_payment" }).map((step) => step.state)).toEqual([
    "done",
    "now",
    "next",
    "next",
  ]);
  expect(orderTimeline({ ...base, status: "expired" })).toEqual([
    { kind: "created", state: "done", at: "a" },
    { kind: "expired", state: "failed", at: "b" },
  ]);
  expect(orderTimeline({ ...base, status: "fulfilled", paidAt: "c", fulfilledAt: "d" }).map((step) => step.at)).toEqual(
    ["a", "c", "d", "d"],
  );
});
