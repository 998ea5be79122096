import { freshPhone, readCode, signIn } from "../fixtures/customer";
import { expect, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

test("a wrong code is refused in words, and the right one still works", async ({ page, hall }) => {
  const { signin } = hall.say;
  const phone = freshPhone();
  await page.goto(hall.path("/sign-in"));
  await page.getByLabel(signin.phone).fill(phone);
  await page.getByRole("button", { name: signin.getCode }).click();
  const code = await readCode(page, phone);
  await page.getByLabel(signin.code).fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: signin.signIn, exact: true }).click();
  await expect(page.getByText(fill(hall.say.errors.CODE_WRONG, { triesLeft: "4" }))).toBeVisible();
  await hall.expectAccessible(page);
  await page.getByLabel(signin.code).fill(code);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: signin.signIn, exact: true }).click();
  await expect(page).toHaveURL(/\/account/);
});

test("a number that is not a Chinese mobile number is refused", async ({ page, hall }) => {
  await page.goto(hall.path("/sign-in"));
  await page.getByLabel(hall.say.signin.phone).fill("12345678901");
  await page.getByRole("button", { name: hall.say.signin.getCode }).click();
  await expect(page.getByText(hall.say.errors.PHONE_INVALID)).toBeVisible();
});

test("signing in works without JavaScript", async ({ browser, hall }) => {
  const { signin } = hall.say;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(hall.path("/sign-in?next=/account/orders"));
  await signIn(page, hall, freshPhone());
  await expect(page).toHaveURL(/\/account\/orders$/);
  await expect(page.getByText(signin.title, { exact: true })).toHaveCount(0);
  await context.close();
});

test("revoking every session signs the other browser out at once", async ({ page, browser, hall }) => {
  const phone = freshPhone();
  await page.goto(hall.path("/sign-in"));
  await signIn(page, hall, phone);
  await page.goto(hall.path("/account/security"));
  await hall.expectAccessible(page);
  const state = await page.context().storageState();
  const other = await (await browser.newContext({ storageState: state })).newPage();
  await other.goto(hall.path("/account"));
  await expect(other).toHaveURL(/\/account$/);
  await page.getByRole("button", { name: hall.say.security.revokeAll }).click();
  await page.waitForURL(/sign-in/);
  await other.goto(hall.path("/account"));
  await expect(other).toHaveURL(/sign-in/);
});

test("a customer on a staff address is asked to sign in as staff", async ({ page, hall }) => {
  await page.goto(hall.path("/sign-in"));
  await signIn(page, hall, freshPhone());
  await page.goto(hall.path("/admin/pricing"));
  await expect(page.getByRole("heading", { name: hall.say.staff.signIn.title })).toBeVisible();
});
