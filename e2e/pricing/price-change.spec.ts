import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { toBeijingInput } from "@/lib/time/beijing-input";
import { toInstant } from "@/lib/time/calendar";
import { freshPhone, signIn } from "../fixtures/customer";
import { signInStaff } from "../fixtures/staff";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

/** How far ahead the change takes effect. */
const AHEAD_MS = 2 * 3_600_000;
const PRICE = /¥(\d+(?:\.\d{1,2})?)/;

test("a price is drafted, approved by another, announced, and takes effect by itself", async ({ browser, hall }) => {
  test.setTimeout(300_000);
  const customer = await freshPage(browser);
  const analyst = await freshPage(browser);
  const before = await litePriceFen(customer, hall);
  const after = before + 100;

  await test.step("a customer runs the plan at today's price", () => payLite(customer, hall, before));
  const { number, effectiveAt } = await test.step("an analyst drafts the change and submits it", () =>
    draft(analyst, hall, after));
  await test.step("the author cannot approve it, whatever is sent", async () => {
    const answer = await analyst.request.post(`/api/admin/change-sets/${number}/approve`, { data: { version: 2 } });
    expect(answer.status()).toBe(403);
  });
  await test.step("an approver approves and publishes it", async () =>
    approveAndPublish(await freshPage(browser), hall, number));
  await test.step("the tariff page announces it while the old price still holds", async () => {
    await customer.goto(hall.path("/tariffs"));
    await expect(customer.getByText(number).first()).toBeVisible();
    await hall.expectAccessible(customer);
    expect(await litePriceFen(await freshPage(browser), hall)).toBe(before);
  });
  await test.step("when the business clock passes the instant, a new order costs the new price", async () => {
    const seconds = Math.ceil((effectiveAt - (await businessNowMs(analyst))) / 1_000) + 1;
    await analyst.request.post("/sandbox/clock", { data: { advanceSeconds: seconds } });
    expect(await litePriceFen(await freshPage(browser), hall)).toBe(after);
  });
  await test.step("the running subscription keeps its price", async () => {
    await customer.goto(hall.path("/account/subscriptions"));
    await expect(customer.getByText(yuan(before)).first()).toBeVisible();
    await expect(customer.getByText(yuan(after))).toHaveCount(0);
    await hall.expectAccessible(customer);
  });
  await test.step("every staff step is in the audit log", async () => {
    const auditor = await freshPage(browser);
    await signInStaff(auditor, hall, "auditor@demo.local");
    await auditor.goto(hall.path("/admin/audit"));
    await expect(auditor.getByText(number).filter({ visible: true }).first()).toBeVisible();
    await hall.expectAccessible(auditor);
  });
});

/** A browser of somebody else. */
async function freshPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** What the checkout of the Lite plan asks now, in fen. Signs a new customer in where nobody is. */
async function litePriceFen(page: Page, hall: Hall): Promise<number> {
  await page.goto(hall.path("/checkout/plan/lite-10m"));
  if (page.url().includes("/sign-in")) await signIn(page, hall, freshPhone());
  const button = page.getByRole("button", { name: new RegExp(fill(hall.say.checkout.pay, { price: "¥" })) });
  return Math.round(Number(PRICE.exec(await button.innerText())?.[1] ?? "") * 100);
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}

async function businessNowMs(page: Page): Promise<number> {
  const answer = await page.request.post("/sandbox/clock", { data: { advanceSeconds: 1 } });
  return toInstant(z.object({ now: z.string() }).parse(await answer.json()).now).getTime();
}

async function payLite(page: Page, { say }: Hall, priceFen: number): Promise<void> {
  await page.getByRole("button", { name: fill(say.checkout.pay, { price: yuan(priceFen) }) }).click();
  await page.getByRole("button", { name: fill(say.cashier.pay, { price: yuan(priceFen) }) }).click();
  await expect(page.getByRole("heading", { name: say.orders.receipt.title })).toBeVisible();
}

async function draft(page: Page, hall: Hall, priceFen: number): Promise<{ number: string; effectiveAt: number }> {
  const { say, path, expectAccessible } = hall;
  await signInStaff(page, hall, "analyst@demo.local");
  await page.goto(path("/admin/pricing"));
  await expectAccessible(page);
  await page.getByRole("button", { name: say.pricing.new }).click();
  await page.waitForURL(/PC-/);
  const effectiveAt = Math.ceil((await businessNowMs(page)) / 60_000) * 60_000 + AHEAD_MS;
  const object = page.getByLabel(say.pricing.addObject, { exact: true });
  const lite = object.locator("option", { hasText: hall.locale === "en" ? /Lite/ : /轻享版/ });
  await object.selectOption((await lite.first().getAttribute("value")) ?? "");
  await page.getByRole("button", { name: say.pricing.add, exact: true }).click();
  await page
    .getByRole("textbox", { name: /轻享版|Lite/ })
    .first()
    .fill((priceFen / 100).toFixed(2));
  await page.getByLabel(say.pricing.effectiveLabel).fill(toBeijingInput(toInstant(effectiveAt)));
  await page.getByLabel(say.pricing.titleLabel).fill("Lite +1");
  await page.getByLabel(say.pricing.reasonLabel).fill("上游成本上涨");
  await expectAccessible(page);
  await page.getByRole("button", { name: say.pricing.move.submit }).click();
  await expect(page.getByText(say.pricing.status.submitted).first()).toBeVisible();
  // Whoever drafted it never sees Approve.
  await expect(page.getByRole("button", { name: say.pricing.move.approve })).toHaveCount(0);
  return { number: /PC-\d{4}-\d+/.exec(page.url())?.[0] ?? "", effectiveAt };
}

async function approveAndPublish(page: Page, hall: Hall, number: string): Promise<void> {
  const { pricing } = hall.say;
  await signInStaff(page, hall, "approver@demo.local");
  await page.goto(hall.path(`/admin/pricing/${number}`));
  await hall.expectAccessible(page);
  await page.getByRole("button", { name: pricing.move.approve }).click();
  await expect(page.getByText(pricing.status.approved).first()).toBeVisible();
  await page.getByRole("button", { name: pricing.move.publish }).click();
  await page.getByRole("dialog").getByRole("button", { name: pricing.move.publish }).click();
  await expect(page.getByText(pricing.status.published).first()).toBeVisible();
}
