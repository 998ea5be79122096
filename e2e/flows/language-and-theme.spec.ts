import { expect, test } from "../fixtures/test";

test("the language switch keeps the page, and the theme is remembered without a flash", async ({ page, hall }) => {
  await page.goto("/tariffs");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("link", { name: hall.say.shell.language.switchTo }).first().click();
  await expect(page).toHaveURL(/\/en\/tariffs/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.context().addCookies([{ name: "theme", value: "dark", url: page.url() }]);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await hall.expectAccessible(page);
});

test("no page scrolls sideways at 360 px", async ({ page, hall }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [
    "/",
    "/plans",
    "/models",
    "/tariffs",
    "/sign-in",
    "/admin/sign-in",
    "/en",
    "/en/plans",
    "/en/tariffs",
  ]) {
    await page.goto(address);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
  expect(hall.locale).toBe("zh-CN");
});

test("an address that does not exist says so, in the reader's language", async ({ page, hall }) => {
  const answer = await page.goto("/en/nothing-here");
  expect(answer?.status()).toBe(404);
  await hall.expectAccessible(page);
});

test("every page has a strict policy with a nonce, and no link on it is dead", async ({ page }) => {
  const seen = new Set<string>();
  for (const start of ["/", "/plans", "/tariffs", "/models"]) {
    const answer = await page.goto(start);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src [^;]*'nonce-[^']+'/);
    expect(policy).not.toMatch(/script-src [^;]*'unsafe-inline'/);
    for (const link of await page.locator('a[href^="/"]').all()) {
      const address = (await link.getAttribute("href"))?.split("#")[0] ?? "";
      if (address && !address.startsWith("/checkout")) seen.add(address);
    }
  }
  for (const address of seen) {
    const answer = await page.request.get(address);
    expect([address, answer.status()]).toEqual([address, 200]);
  }
});
