import OpenAI from "openai";
import { expect, test } from "../fixtures/test";
import { freshPhone, signIn } from "../fixtures/customer";
import { gatewayUrl } from "../fixtures/product";
import { fill } from "../fixtures/words";

test("from a published price to a charged request", async ({ page, hall }) => {
  const { say, path, expectAccessible } = hall;

  await test.step("a visitor compares plans, weights, needs and tariffs", async () => {
    await page.goto(path("/"));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    for (const address of ["/plans", "/models", "/tariffs"]) {
      await page.goto(path(address));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });

  await test.step("chooses the 9.9 yuan plan and signs in on the way", async () => {
    await page.goto(path("/"));
    await page
      .locator(`a[href="${path("/checkout/plan/lite-10m")}"]`)
      .first()
      .click();
    await expect(page.getByRole("heading", { name: say.signin.title })).toBeVisible();
    await expectAccessible(page);
    await signIn(page, hall, freshPhone());
    await expect(page.getByRole("heading", { name: say.checkout.title })).toBeVisible();
  });

  await test.step("sees price, allowance, validity and terms, and leaves auto-renew unticked", async () => {
    await expect(page.getByText("¥9.90").first()).toBeVisible();
    await expect(page.getByText("P001-1")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: say.checkout.renewal.label })).not.toBeChecked();
    await expectAccessible(page);
    await page.getByRole("button", { name: fill(say.checkout.pay, { price: "¥9.90" }) }).click();
  });

  await test.step("pays at the cashier and comes back to the order's timeline", async () => {
    await expect(page.getByRole("heading", { name: say.cashier.title })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: fill(say.cashier.pay, { price: "¥9.90" }) }).click();
    await expect(page.getByText(say.orders.step.credited).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: say.orders.receipt.title })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the account shows the meter", async () => {
    await page.goto(path("/account"));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.goto(path("/account/wallet"));
    await expectAccessible(page);
  });

  const secret = await test.step("creates a key, which is shown once", async () => {
    const { keys } = say;
    await page.goto(path("/account/keys"));
    await page.getByRole("button", { name: keys.create }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(keys.createDialog.nameLabel).fill("e2e");
    await dialog.getByRole("button", { name: keys.createDialog.submit }).click();
    await expect(page.getByRole("dialog").getByText(keys.secret.once)).toBeVisible();
    await expectAccessible(page);
    const shown = /tk-[A-Za-z0-9_-]+/.exec(await page.getByRole("dialog").innerText())?.[0] ?? "";
    await page.getByRole("button", { name: keys.secret.done }).click();
    await page.reload();
    expect(await page.content()).not.toContain(shown);
    return shown;
  });

  await test.step("the openai package lists models and chats, streaming and not", async () => {
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
  });

  await test.step("each call is on the usage page with its receipt", async () => {
    await page.goto(path("/account/usage"));
    await expect(page.getByText("GLM-5").first()).toBeVisible();
    await expectAccessible(page);
    await page.locator('a[href*="call=evt_"]').first().click();
    await expect(page.getByText(/evt_|req_/).first()).toBeVisible();
    await expectAccessible(page);
  });
});
