import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext } from "@playwright/test";
import { z } from "zod";
import type { OpenProduct } from "./open-product";
import type { Person } from "./people";
import type { Facts } from "./plan-shots";

const Orders = z.object({ orders: z.array(z.object({ number: z.string() })) });
const Keys = z.array(z.object({ name: z.string() }));
const NewKey = z.object({ secret: z.string() });

const FIRST_CALLS = [
  { model: "glm-5", content: "用三句话说明什么是词元。" },
  { model: "deepseek-v3.2", content: "把“流量”翻译成英文，给两个例句。" },
  { model: "telechat-3", content: "写一句问候。" },
];

/** The charge of a call is promised to be seen within two seconds. */
const CALL_TRIES = 10;

/** Gives a customer the data their name promises, and returns an order and a call of theirs, where there are any. */
export async function prepareCustomer(context: BrowserContext, person: Person, product: OpenProduct): Promise<Facts> {
  if (person.data === "none") return {};
  if (person.data === "little" && (await newestOrder(context)) === undefined) await buyAndCall(context, product);
  const order = await newestOrder(context);
  if (!order) throw new Error(`${person.login} has no order`);
  return { order, call: await newestCall(context) };
}

/** Buys the smallest plan as a customer would, creates a key, and makes a few calls with it. */
async function buyAndCall(context: BrowserContext, { web, gateway }: OpenProduct): Promise<void> {
  const page = await context.newPage();
  await page.goto("/checkout/plan/lite-10m");
  await page.locator("form#checkout").evaluate((form: HTMLFormElement) => form.requestSubmit());
  await page.waitForURL("**/sandbox/cashier/**");
  await page.locator('button[name="action"][value="pay"]').click();
  await page.waitForURL("**/account/orders/**");
  await page.close();

  const headers = { origin: web };
  if (Keys.parse(await json(context, "/api/keys")).length > 0) return;
  const made = await context.request.post("/api/keys", { data: { name: "我的电脑" }, headers });
  const { secret } = NewKey.parse(await made.json());
  for (const { model, content } of FIRST_CALLS) {
    const answer = await context.request.post(`${gateway}/v1/chat/completions`, {
      headers: { authorization: `Bearer ${secret}` },
      data: { model, messages: [{ role: "user", content }], max_tokens: 200 },
    });
    if (!answer.ok()) throw new Error(`the first call of ${model}: ${answer.status()} ${await answer.text()}`);
  }
}

async function newestOrder(context: BrowserContext): Promise<string | undefined> {
  return Orders.parse(await json(context, "/api/orders")).orders[0]?.number;
}

/** From the list on the usage page, which alone knows what today is. A call just made may take a moment to stand there. */
async function newestCall(context: BrowserContext): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    const page = await context.request.get("/account/usage");
    const call = /call=(evt_[0-9a-f]{32})/.exec(await page.text())?.[1];
    if (call) return call;
    if (tried === CALL_TRIES) throw new Error("no call on the usage page");
    await sleep(1_000);
  }
}

async function json(context: BrowserContext, address: string): Promise<unknown> {
  const answer = await context.request.get(address);
  if (!answer.ok()) throw new Error(`${address} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}
