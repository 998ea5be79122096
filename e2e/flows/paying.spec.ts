import type { Page } from "@playwright/test";
import { freshPhone, signIn } from "../fixtures/customer";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

/** Orders a pack and arrives at the cashier. */
async function toCashier(page: Page, hall: Hall): Promise<void> {
  await page.goto(hall.path("/checkout/pack/pack-5m"));
  await signIn(page, hall, freshPhone());
  await page.getByRole("button", { name: fill(hall.say.checkout.pay, { price: "¥6.90" }) }).click();
  await expect(page.getByRole("heading", { name: hall.say.cashier.title })).toBeVisible();
}

test("a declined payment takes nothing, and the order can be paid again", async ({ page, hall }) => {
  const { orders, cashier } = hall.say;
  await toCashier(page, hall);
  await page.getByRole("button", { name: cashier.decline }).click();
  await expect(page.getByText(orders.declined.title)).toBeVisible();
  await hall.expectAccessible(page);
  await page.getByRole("button", { name: new RegExp(fill(orders.waiting.pay, { price: "¥6.90" })) }).click();
  await page.getByRole("button", { name: fill(cashier.pay, { price: "¥6.90" }) }).click();
  await expect(page.getByRole("heading", { name: orders.receipt.title })).toBeVisible();
});

test("paying twice credits once and keeps the second payment apart", async ({ page, hall }) => {
  const { orders, cashier } = hall.say;
  await toCashier(page, hall);
  await page.getByRole("button", { name: cashier.actions.pay_twice }).click();
  await expect(page.getByText(fill(orders.unapplied.fulfilled, { amount: "¥6.90" }))).toBeVisible();
  await page.goto(hall.path("/account/wallet"));
  await expect(page.locator("meter")).toHaveCount(1);
});

test("a late notice: the order says it waits, then credits by itself", async ({ page, hall }) => {
  const { orders, cashier } = hall.say;
  await toCashier(page, hall);
  await page
    .getByRole("button", { name: fill(cashier.actions.notify_late, { seconds: "8" }).replace(/\{.*/, "") })
    .click();
  await expect(page.getByText(orders.paidWaiting.title)).toBeVisible();
  await expect(page.getByRole("heading", { name: orders.receipt.title })).toBeVisible({ timeout: 30_000 });
});

test("an order can be cancelled before it is paid, and then not be paid", async ({ page, hall }) => {
  const { orders, cashier } = hall.say;
  await toCashier(page, hall);
  const payPage = page.url();
  await page.getByRole("link", { name: cashier.back }).click();
  await page.getByRole("button", { name: orders.waiting.cancel }).click();
  await expect(page.getByText(orders.cancelled.title)).toBeVisible();
  await page.goto(payPage);
  await expect(page.getByText(cashier.closed)).toBeVisible();
});
