import { describe, expect, it } from "vitest";
import { type CashierAction, LATE_SECONDS, noticesOf } from "@/lib/payments/sandbox-cashier";
import { isSandboxSignature, signSandboxNotice } from "@/lib/payments/sandbox-signature";

function press(action: CashierAction) {
  let ids = 0;
  const payment = { number: "PY1", orderNumber: "TH1", amountFen: 990 };
  return noticesOf({ action, payment, at: "2026-05-20T04:00:00.000Z", newId: () => `id-${(ids += 1)}` });
}
const transactions = (action: CashierAction) => press(action).map(({ facts }) => facts.transactionId);

describe("the sandbox provider", () => {
  it("does what its buttons say", () => {
    expect(press("pay")).toMatchObject([{ facts: { result: "succeeded", amountFen: 990 }, afterSeconds: 0 }]);
    expect(press("decline")).toMatchObject([{ facts: { result: "declined" } }]);
    expect(new Set(transactions("pay_twice")).size).toBe(2);
    expect(transactions("notify_twice")).toHaveLength(2);
    expect(new Set(transactions("notify_twice")).size).toBe(1);
    expect(press("notify_late")).toMatchObject([{ afterSeconds: LATE_SECONDS }]);
    expect(press("wrong_amount")).toMatchObject([{ facts: { amountFen: 991 } }]);
  });

  it("signs every field by its name", () => {
    const facts = press("pay")[0]!.facts;
    const signature = signSandboxNotice(facts);
    expect(isSandboxSignature(facts, signature)).toBe(true);
    expect(isSandboxSignature({ ...facts, amountFen: 991 }, signature)).toBe(false);
    expect(
      isSandboxSignature({ ...facts, noticeId: facts.transactionId, transactionId: facts.noticeId }, signature),
    ).toBe(false);
    expect(isSandboxSignature({ ...facts, currency: "CNY&amountFen=1" }, signature)).toBe(false);
    expect(isSandboxSignature(facts, "")).toBe(false);
  });
});
