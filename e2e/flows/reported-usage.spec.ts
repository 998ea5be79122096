import type { Page } from "@playwright/test";
import { z } from "zod";
import { signInStaff } from "../fixtures/staff";
import { expect, type Hall, test } from "../fixtures/test";
import { fill } from "../fixtures/words";

/** A demo customer with a past and tokens. */
const PAYER = "17000000001";
const NOBODY = "17099999999";

test("usage that nobody can be charged for is seen, repaired and charged once", async ({ page, hall }) => {
  test.setTimeout(150_000);
  const { letters } = hall.say.ingestion;
  await signInStaff(page, hall, "admin@demo.local");
  const secret = await test.step("an admin lets a system report", () => createClient(page, hall));

  const id = `e2e-${process.pid}-${Math.round(performance.timeOrigin)}`;
  const event = {
    ...{ specversion: "1.0", type: "com.tokenhall.usage.v1", source: "/e2e", id },
    time: await businessTime(page),
    data: { phone: NOBODY, model: "deepseek-v3.2", inputTokens: 1_000, outputTokens: 200 },
  };
  const report = async () => {
    const answer = await page.request.post("/api/usage/events", {
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/cloudevents+json" },
      data: JSON.stringify(event),
    });
    return answer.text();
  };
  expect(await report()).toContain("dead_letter");

  await test.step("the staff home counts it and leads to it", async () => {
    await page.goto(hall.path("/admin"));
    await page.getByRole("link", { name: hall.say.admin.dashboard.deadLettersLink }).last().click();
    await expect(page.getByRole("button", { name: id })).toBeVisible();
    await hall.expectAccessible(page);
  });
  await test.step("it is repaired and charged", async () => {
    await page.getByRole("button", { name: id }).click();
    const panel = page.getByRole("dialog");
    await expect(panel.getByText(letters.reasons.phone_unknown)).toBeVisible();
    await hall.expectAccessible(page);
    await panel.getByLabel(letters.repair.payer).fill(PAYER);
    await panel.getByRole("button", { name: letters.repair.saveAndReplay }).click();
    const outcome = fill(letters.replayed, { settled: "1", waiting: "0", unchanged: "0" });
    await expect(page.getByText(outcome).first()).toBeVisible();
    await expect(page.getByRole("button", { name: id })).toBeHidden();
  });
  expect(await report()).toContain("duplicate");
});

async function createClient(page: Page, hall: Hall): Promise<string> {
  const { clients } = hall.say.ingestion;
  await page.goto(hall.path("/admin/api-clients"));
  await page.getByRole("button", { name: clients.create }).first().click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: clients.form.submit }).click();
  await expect(panel.getByText(clients.form.nameMissing)).toBeVisible();
  await panel.getByLabel(clients.form.name, { exact: true }).fill(`e2e ${process.pid} ${performance.timeOrigin}`);
  await panel.getByRole("button", { name: clients.form.submit }).click();
  const secret = await panel.getByLabel(clients.secret.label, { exact: true }).inputValue();
  expect(secret).toMatch(/^tc-/);
  await hall.expectAccessible(page);
  await panel.getByRole("button", { name: clients.secret.done }).click();
  return secret;
}

/** What the product's clock shows. */
async function businessTime(page: Page): Promise<string> {
  const answer = await page.request.post("/sandbox/clock", { data: { advanceSeconds: 1 } });
  return z.object({ now: z.string() }).parse(await answer.json()).now;
}
