import type { BrowserContext } from "@playwright/test";
import { z } from "zod";
import type { Facts } from "./plan-shots";

const Summaries = z.array(z.object({ number: z.string(), title: z.string() }));
const ChangeSet = z.object({ number: z.string(), version: z.int(), effectiveAt: z.string() });
type ChangeSet = z.infer<typeof ChangeSet>;

const WANTED = {
  published: {
    title: "轻享版价格调整",
    items: [{ kind: "plan", code: "lite-10m", after: { priceFen: 1_090, quotaTokens: 10_000_000 } }],
  },
  submitted: {
    title: "尊享版与 GLM-5 系数",
    items: [
      { kind: "plan", code: "premium-80m", after: { priceFen: 5_490, quotaTokens: 80_000_000 } },
      { kind: "weight", code: "glm-5", after: { inputMilli: 2_400, cachedInputMilli: 480, outputMilli: 9_600 } },
    ],
  },
  draft: {
    title: "加油包降价",
    items: [{ kind: "pack", code: "pack-20m", after: { priceFen: 1_790, quotaTokens: 20_000_000, validDays: 180 } }],
  },
} as const;
type Stage = keyof typeof WANTED;

const REASON = {
  reason: "上游模型价格有变，按新成本调整。",
  reasonEn: "Upstream model prices have changed; we follow the new costs.",
};

/** A change set at each stage, made by the analyst and the approver as they would: its number by the stage's name. */
export async function prepareChangeSets(analyst: BrowserContext, approver: BrowserContext): Promise<Facts> {
  const known = Summaries.parse(await send(analyst, "get", "/api/admin/change-sets"));
  const numberOf = async (stage: Stage, make: () => Promise<ChangeSet>) =>
    known.find((set) => set.title === WANTED[stage].title)?.number ?? (await make()).number;

  return {
    published: await numberOf("published", async () => {
      const submitted = await move(analyst, await draft(analyst, "published"), "submit");
      return move(approver, await move(approver, submitted, "approve"), "publish");
    }),
    submitted: await numberOf("submitted", async () => move(analyst, await draft(analyst, "submitted"), "submit")),
    draft: await numberOf("draft", () => draft(analyst, "draft")),
  };
}

async function draft(analyst: BrowserContext, stage: Stage): Promise<ChangeSet> {
  const { title, items } = WANTED[stage];
  const { number, version, effectiveAt } = ChangeSet.parse(
    await send(analyst, "post", "/api/admin/change-sets", { title }),
  );
  const data = { version, title, ...REASON, effectiveAt, subscriptionPolicy: "next_renewal", items };
  return ChangeSet.parse(await send(analyst, "put", `/api/admin/change-sets/${number}`, data));
}

async function move(context: BrowserContext, { number, version }: ChangeSet, name: string): Promise<ChangeSet> {
  return ChangeSet.parse(await send(context, "post", `/api/admin/change-sets/${number}/${name}`, { version }));
}

async function send(context: BrowserContext, method: "get" | "post" | "put", address: string, data?: object) {
  const answer = await context.request[method](address, data ? { data, headers: await ownOrigin(context) } : {});
  if (!answer.ok()) throw new Error(`${address} answered ${answer.status()}: ${await answer.text()}`);
  const body: unknown = await answer.json();
  return body;
}

/** Staff write from the product's own pages. */
async function ownOrigin(context: BrowserContext): Promise<{ origin: string }> {
  const answer = await context.request.get("/api/health");
  return { origin: new URL(answer.url()).origin };
}
