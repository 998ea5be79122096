import type { Locator, Page } from "@playwright/test";
import { freshPhone, readCode } from "../fixtures/customer";
import { expect, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

const MOST_TABS = 80;

/** Tabs until the element has the focus: what a person without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await target.waitFor();
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test("buying a plan and creating a key needs no pointer", async ({ page, hall }) => {
  const { say, path } = hall;
  const phone = freshPhone();
  await page.goto(path("/"));
  await press(page, page.locator(`a[href="${path("/checkout/plan/lite-10m")}"]`).first());

  await tabTo(page, page.getByLabel(say.signin.phone));
  await page.keyboard.type(phone);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: say.signin.codeTitle })).toBeVisible();
  await tabTo(page, page.getByLabel(say.signin.code));
  await page.keyboard.type(await readCode(page, phone));
  await press(page, page.getByRole("checkbox"), "Space");
  await press(page, page.getByRole("button", { name: say.signin.signIn, exact: true }));

  await expect(page.getByRole("heading", { name: say.checkout.title })).toBeVisible();
  await press(page, page.getByRole("button", { name: fill(say.checkout.pay, { price: "¥9.90" }) }));
  await press(page, page.getByRole("button", { name: fill(say.cashier.pay, { price: "¥9.90" }) }));
  await expect(page.getByRole("heading", { name: say.orders.receipt.title })).toBeVisible();

  await page.goto(path("/account/keys"));
  await press(page, page.getByRole("button", { name: say.keys.create }).first());
  await page.getByRole("dialog").getByLabel(say.keys.createDialog.nameLabel).waitFor();
  await tabTo(page, page.getByRole("dialog").getByLabel(say.keys.createDialog.nameLabel));
  await page.keyboard.type("keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByText(say.keys.secret.once)).toBeVisible();
});
