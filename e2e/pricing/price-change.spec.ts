import type { Page } from "@playwright/test";
import { z } from "zod";
import { freshPhone, signIn } from "../fixtures/customer";
import { signInStaff } from "../fixtures/staff";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

const HOUR_MS = 3_600_000;
/** How far ahead the change takes effect. */
const AHEAD_MS = 2 * HOUR_MS;

const PRICE = /¥(\d+(?:\.\d{1,2})?)/;

/** What the checkout of the Lite plan asks now, in fen. */
async function litePriceFen(page: Page, hall: Hall): Promise<number> {
  await page.goto(hall.path("/checkout/plan/lite-10m"));
  if (page.url().includes("/sign-in")) await signIn(page, hall, freshPhone());
  const button = page.getByRole("button", { name: new RegExp(fill(hall.say.checkout.pay, { price: "¥" })) });
  const yuan = PRICE.exec(await button.innerText())?.[1] ?? "";
  return Math.round(Number(yuan) * 100);
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}

/** The instant as the editor's Beijing-time field takes it. */
function beijingInput(at: number): string {
  return new Date(at + 8 * HOUR_MS).toISOString().slice(0, 16);
}

async function businessNowMs(page: Page): Promise<number> {
  const answer = await page.request.post("/sandbox/clock", { data: { advanceSeconds: 1 } });
  return Date.parse(z.object({ now: z.string() }).parse(await answer.json()).now);
}

test("a price is drafted, approved by another, announced, and takes effect by itself", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const { say, path, expectAccessible } = hall;
  const customer = await (await browser.newContext()).newPage();
  const analyst = await (await browser.newContext()).newPage();
  const approver = await (await browser.newContext()).newPage();
  const auditor = await (await browser.newContext()).newPage();

  const before = await litePriceFen(customer, hall);
  const after = before + 100;

  await test.step("a customer runs the plan at today's price", async () => {
    await customer.getByRole("button", { name: fill(say.checkout.pay, { price: yuan(before) }) }).click();
    await customer.getByRole("button", { name: fill(say.cashier.pay, { price: yuan(before) }) }).click();
    await expect(customer.getByRole("heading", { name: say.orders.receipt.title })).toBeVisible();
  });

  const effectiveAt = await test.step("an analyst drafts the change and submits it", async () => {
    await signInStaff(analyst, hall, "analyst@demo.local");
    await analyst.goto(path("/admin/pricing"));
    await expectAccessible(analyst);
    await analyst.getByRole("button", { name: say.pricing.new }).click();
    await analyst.waitForURL(/PC-/);
    const at = Math.ceil((await businessNowMs(analyst)) / 60_000) * 60_000 + AHEAD_MS;
    const object = analyst.getByLabel(say.pricing.addObject, { exact: true });
    const lite = object.locator("option", { hasText: hall.locale === "en" ? /Lite/ : /轻享版/ });
    await object.selectOption((await lite.first().getAttribute("value")) ?? "");
    await analyst.getByRole("button", { name: say.pricing.add, exact: true }).click();
    await analyst
      .getByRole("textbox", { name: /9\.9|轻享版|Lite/ })
      .first()
      .fill((after / 100).toFixed(2));
    await analyst.getByLabel(say.pricing.effectiveLabel).fill(beijingInput(at));
    await analyst.getByLabel(say.pricing.titleLabel).fill("Lite +1");
    await analyst.getByLabel(say.pricing.reasonLabel).fill("上游成本上涨");
    await expectAccessible(analyst);
    await analyst.getByRole("button", { name: say.pricing.move.submit }).click();
    await expect(analyst.getByText(say.pricing.status.submitted).first()).toBeVisible();
    // Whoever drafted it never sees Approve.
    await expect(analyst.getByRole("button", { name: say.pricing.move.approve })).toHaveCount(0);
    return at;
  });
  const number = /PC-\d{4}-\d+/.exec(analyst.url())?.[0] ?? "";

  await test.step("the author cannot approve it, whatever is sent", async () => {
    const answer = await analyst.request.post(`/api/admin/change-sets/${number}/approve`, { data: { version: 2 } });
    expect(answer.status()).toBe(403);
  });

  await test.step("an approver approves and publishes it", async () => {
    await signInStaff(approver, hall, "approver@demo.local");
    await approver.goto(path(`/admin/pricing/${number}`));
    await expectAccessible(approver);
    await approver.getByRole("button", { name: say.pricing.move.approve }).click();
    await expect(approver.getByText(say.pricing.status.approved).first()).toBeVisible();
    await approver.getByRole("button", { name: say.pricing.move.publish }).click();
    await approver.getByRole("dialog").getByRole("button", { name: say.pricing.move.publish }).click();
    await expect(approver.getByText(say.pricing.status.published).first()).toBeVisible();
  });

  await test.step("the tariff page announces it while the old price still holds", async () => {
    await customer.goto(path("/tariffs"));
    await expect(customer.getByText(number).first()).toBeVisible();
    await expectAccessible(customer);
    const visitor = await (await browser.newContext()).newPage();
    expect(await litePriceFen(visitor, hall)).toBe(before);
  });

  await test.step("when the business clock passes the instant, a new order costs the new price", async () => {
    const seconds = Math.ceil((effectiveAt - (await businessNowMs(analyst))) / 1_000) + 1;
    await analyst.request.post("/sandbox/clock", { data: { advanceSeconds: seconds } });
    const visitor = await (await browser.newContext()).newPage();
    expect(await litePriceFen(visitor, hall)).toBe(after);
  });

  await test.step("the running subscription keeps its price", async () => {
    await customer.goto(path("/account/subscriptions"));
    await expect(customer.getByText(yuan(before)).first()).toBeVisible();
    await expect(customer.getByText(yuan(after))).toHaveCount(0);
    await expectAccessible(customer);
  });

  await test.step("every staff step is in the audit log", async () => {
    await signInStaff(auditor, hall, "auditor@demo.local");
    await auditor.goto(path("/admin/audit"));
    await expect(auditor.getByText(number).first()).toBeVisible();
    await expectAccessible(auditor);
  });
});
