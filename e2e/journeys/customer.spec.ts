import type { Page } from "@playwright/test";
import OpenAI from "openai";
import { freshPhone, signIn } from "../fixtures/customer";
import { gatewayUrl } from "../fixtures/product";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

/** How soon a finished call must show (issue: within 2 seconds), with a page load on a slow machine on top. */
const CHARGE_VISIBLE_MS = 10_000;

test("from a published price to a charged request", async ({ page, hall }) => {
  test.setTimeout(180_000);
  await test.step("a visitor compares plans, weights, needs and tariffs", () => compare(page, hall));
  await test.step("chooses the 9.9-yuan plan, signs in on the way, and pays", () => buyLite(page, hall));
  await test.step("the account shows the meter", () => seeMeter(page, hall));
  const secret = await test.step("creates a key, which is shown once", () => createKey(page, hall));
  await test.step("the openai package lists models and chats, streaming and not", () => chat(secret));
  await test.step("each call is charged, charted, and has its receipt", () => seeCharges(page, hall));
});

async function compare(page: Page, hall: Hall): Promise<void> {
  for (const address of ["/", "/plans", "/models", "/tariffs"]) {
    await page.goto(hall.path(address));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await hall.expectAccessible(page);
  }
}

async function buyLite(page: Page, hall: Hall): Promise<void> {
  const { say, path, expectAccessible } = hall;
  await page.goto(path("/"));
  await page
    .locator(`a[href="${path("/checkout/plan/lite-10m")}"]`)
    .first()
    .click();
  await expect(page.getByRole("heading", { name: say.signin.title })).toBeVisible();
  await expectAccessible(page);
  await signIn(page, hall, freshPhone());

  await expect(page.getByRole("heading", { name: say.checkout.title })).toBeVisible();
  await expect(page.getByText("¥9.90").first()).toBeVisible();
  await expect(page.getByText("P001-1")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: say.checkout.renewal.label })).not.toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: fill(say.checkout.pay, { price: "¥9.90" }) }).click();

  await expect(page.getByRole("heading", { name: say.cashier.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: fill(say.cashier.pay, { price: "¥9.90" }) }).click();

  await expect(page.getByText(say.orders.step.credited).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: say.orders.receipt.title })).toBeVisible();
  await expectAccessible(page);
}

async function seeMeter(page: Page, hall: Hall): Promise<void> {
  await page.goto(hall.path("/account"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await hall.expectAccessible(page);
  await page.goto(hall.path("/account/wallet"));
  await expect(page.locator("meter")).toHaveCount(1);
  await hall.expectAccessible(page);
}

async function createKey(page: Page, hall: Hall): Promise<string> {
  const { keys } = hall.say;
  await page.goto(hall.path("/account/keys"));
  await page.getByRole("button", { name: keys.create }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(keys.createDialog.nameLabel).fill("e2e");
  await dialog.getByRole("button", { name: keys.createDialog.submit }).click();
  await expect(dialog.getByText(keys.secret.once)).toBeVisible();
  await hall.expectAccessible(page);
  const shown = /tk-[A-Za-z0-9_-]{20,}/.exec(await dialog.innerText())?.[0] ?? "no secret";
  await dialog.getByRole("button", { name: keys.secret.done }).click();
  await page.reload();
  expect(await page.content()).not.toContain(shown);
  return shown;
}

async function chat(secret: string): Promise<void> {
  const client = new OpenAI({ apiKey: secret, baseURL: `${gatewayUrl()}/v1`, maxRetries: 0 });
  const models = await client.models.list();
  expect(models.data.map(({ id }) => id)).toContain("glm-5");
  const whole = await client.chat.completions.create({
    model: "glm-5",
    messages: [{ role: "user", content: "你好" }],
    max_tokens: 60,
  });
  expect(whole.usage?.completion_tokens).toBeGreaterThan(0);
  const stream = await client.chat.completions.create({
    model: "deepseek-v3.2",
    messages: [{ role: "user", content: "词元是什么？" }],
    max_tokens: 60,
    stream: true,
  });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).not.toBe("");
}

async function seeCharges(page: Page, hall: Hall): Promise<void> {
  await page.goto(hall.path("/account/usage"));
  for (const model of ["GLM-5", "DeepSeek V3.2"])
    await expect(page.getByText(model).first()).toBeVisible({ timeout: CHARGE_VISIBLE_MS });
  await hall.expectAccessible(page);
  await page.locator('a[href*="call=evt_"]').first().click();
  await expect(page.getByText(/evt_|req_/).first()).toBeVisible();
  await hall.expectAccessible(page);
  await page.goto(hall.path("/account"));
  await hall.expectAccessible(page);
}
