import type { Page } from "@playwright/test";
import { freshPhone, signIn } from "../fixtures/customer";
import { gatewayUrl } from "../fixtures/product";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

const NAME = "e2e-limits";

/** What the gateway answers to a key. */
async function statusOf(page: Page, secret: string): Promise<number> {
  const headers = { authorization: `Bearer ${secret}` };
  return (await page.request.get(`${gatewayUrl()}/v1/models`, { headers })).status();
}

test("a key with a daily cap is created, replaced and revoked", async ({ page, hall }) => {
  test.setTimeout(120_000);
  const { keys } = hall.say;
  await page.goto(hall.path("/sign-in"));
  await signIn(page, hall, freshPhone());
  await page.goto(hall.path("/account/keys"));

  const first = await test.step("creates it with a cap of its own", () => createCapped(page, hall));
  expect(await statusOf(page, first)).toBe(200);
  await expect(page.getByText(fill(keys.caps.day, { spent: "0", cap: "123" })).filter({ visible: true })).toBeVisible();
  await hall.expectAccessible(page);

  await test.step("raises the cap to a usual one", () => raiseCap(page, hall));
  const second = await test.step("replaces the secret; for a while both work", () => replace(page, hall));
  expect(second).not.toBe(first);
  expect(await statusOf(page, first)).toBe(200);
  expect(await statusOf(page, second)).toBe(200);

  await test.step("revokes it, and neither works", async () => {
    await page.getByRole("button", { name: fill(keys.revokeOne, { name: NAME }) }).click();
    await page.getByRole("dialog").getByRole("button", { name: keys.revokeDialog.submit }).click();
    await expect(page.getByText(fill(keys.result.revoked, { name: NAME }))).toBeVisible();
    await expect.poll(() => statusOf(page, first)).toBe(401);
    await expect.poll(() => statusOf(page, second)).toBe(401);
  });
});

async function createCapped(page: Page, hall: Hall): Promise<string> {
  const { keys } = hall.say;
  await page.getByRole("button", { name: keys.create }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(keys.createDialog.nameLabel).fill(NAME);
  await expect(dialog.getByLabel(keys.limits.dayCapTokens)).toBeHidden();
  await dialog.getByText(keys.limits.title, { exact: true }).click();
  await dialog.getByLabel(keys.limits.dayCapTokens).selectOption({ label: keys.limits.custom });
  const amount = dialog.getByRole("textbox", {
    name: fill(keys.limits.customLabel, { label: keys.limits.dayCapTokens }),
  });
  await amount.fill("0");
  await dialog.getByRole("button", { name: keys.createDialog.submit }).click();
  await expect(dialog.getByText(keys.limits.tokensWrong)).toBeVisible();
  await expect(amount).toBeFocused();
  await hall.expectAccessible(page);
  await amount.fill("123");
  await dialog.getByRole("button", { name: keys.createDialog.submit }).click();
  return readSecret(page, hall);
}

async function raiseCap(page: Page, hall: Hall): Promise<void> {
  const { keys } = hall.say;
  await page.getByRole("button", { name: fill(keys.changeOne, { name: NAME }) }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: keys.limits.dayCapTokens })).toHaveValue("123");
  await hall.expectAccessible(page);
  await dialog.getByRole("combobox", { name: keys.limits.dayCapTokens }).selectOption({ index: 1 });
  await dialog.getByRole("button", { name: keys.changeDialog.submit }).click();
  await expect(page.getByText(fill(keys.result.changed, { name: NAME }))).toBeVisible();
}

async function replace(page: Page, hall: Hall): Promise<string> {
  const { keys } = hall.say;
  await page.getByRole("button", { name: fill(keys.rotateOne, { name: NAME }) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: keys.rotateDialog.hour }).check();
  await hall.expectAccessible(page);
  await dialog.getByRole("button", { name: keys.rotateDialog.submit }).click();
  return readSecret(page, hall);
}

/** Reads the secret that is shown once, and closes. */
async function readSecret(page: Page, hall: Hall): Promise<string> {
  const { keys } = hall.say;
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(keys.secret.once)).toBeVisible();
  const secret = await dialog.getByLabel(keys.secret.label, { exact: true }).inputValue();
  await dialog.getByRole("button", { name: keys.secret.done }).click();
  await expect(dialog).toBeHidden();
  return secret;
}
