import { setTimeout as delay } from "node:timers/promises";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { MODELS } from "./plan-call";
import { patiently } from "./patiently";

/** Announced so long ahead: longer than any node takes to hear of it, also one that is reconnecting. */
const AHEAD_MS = 12_000;

/** So long after it was published every node has heard of a price. */
const HEARD_WITHIN_MS = 6_000;

type Items = Parameters<PricingDesk["approved"]>[0];

const changed = (amount: number, percent: number) => Math.max(1, Math.round((amount * (100 + percent)) / 100));

/** Drafts, approves and publishes other weights for one model, in force a few seconds later. */
export async function changeWeights(desk: PricingDesk, turn: number, percent: number): Promise<void> {
  const code = MODELS[Math.floor(turn * MODELS.length)] ?? MODELS[0];
  await publish(desk, async (at) => {
    const now = await db().modelWeightVersion.findFirstOrThrow({
      where: { model: { code }, validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] },
    });
    const after = {
      inputMilli: changed(now.inputMilli, percent),
      cachedInputMilli: changed(now.cachedInputMilli, percent),
      outputMilli: changed(now.outputMilli, percent),
    };
    return [{ kind: "weight", code, after }];
  });
}

/** The same for a plan's price. */
export async function changeLitePrice(desk: PricingDesk, percent: number): Promise<void> {
  await publish(desk, async (at) => {
    const now = await db().planVersion.findFirstOrThrow({
      where: { plan: { code: "lite-10m" }, validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] },
    });
    const after = { priceFen: changed(Number(now.priceFen), percent), quotaTokens: Number(now.quotaTokens) };
    return [{ kind: "plan", code: "lite-10m", after }];
  });
}

async function publish(desk: PricingDesk, itemsAt: (at: Date) => Promise<Items>): Promise<void> {
  await patiently(async () => {
    const at = businessNow();
    const effectiveAt = toInstant(at.getTime() + AHEAD_MS).toISOString();
    const set = await desk.approved(await itemsAt(at), { at, effectiveAt });
    await publishChangeSet(desk.as(desk.approver, businessNow()), ref(set)).catch((error: unknown) => {
      // The answer of an earlier try was lost with its connection: the price is announced already.
      if (!(error instanceof AppError && error.code === "CHANGE_SET_COLLIDES")) throw error;
    });
  });
  await delay(HEARD_WITHIN_MS);
}
