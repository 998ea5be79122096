import { db } from "@/lib/db/client";
import { approveChangeSet } from "@/lib/pricing/approve-change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { createChangeSet } from "@/lib/pricing/create-change-set";
import { saveChangeSet } from "@/lib/pricing/save-change-set";
import { submitChangeSet } from "@/lib/pricing/submit-change-set";
import { contextOf } from "@/lib/testing/make-account";
import { makeStaff, type MadeStaff } from "@/lib/testing/make-staff";
import { toInstant } from "@/lib/time/calendar";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

type Items = Parameters<typeof saveChangeSet>[1]["items"];

interface DraftOptions {
  by?: MadeStaff;
  effectiveAt?: string;
  at?: Date;
}

/** When the desk opens, unless a test says otherwise, and when its change sets take effect. */
export const DESK_NOW = toInstant("2026-05-20T14:32:00+08:00");
export const JULY = "2026-07-01T00:00:00+08:00";

/** A plan's new terms, as a draft names them. */
export function lite(priceFen: number, quotaTokens = 10_000_000): Items[number] {
  return { kind: "plan", code: "lite-10m", after: { priceFen, quotaTokens } };
}

/** What every move of a set names: its number, and the version that was read. */
export function ref(set: ChangeSetView): { number: string; version: number } {
  return { number: set.number, version: set.version };
}

/** The reference catalogue and the people who change prices: two analysts, an approver, and one with both roles. */
export async function openPricingDesk() {
  await seedCatalogue(db(), DESK_NOW);
  const [analyst, colleague, approver, both] = await Promise.all([
    makeStaff("周颖", ["pricing_analyst"]),
    makeStaff("同事", ["pricing_analyst"]),
    makeStaff("审批人", ["pricing_approver"]),
    makeStaff("两职", ["pricing_analyst", "pricing_approver"]),
  ]);
  const as = (staff: MadeStaff, at: Date = DESK_NOW) => contextOf(staff.actor, at);

  async function draft(items: Items, { by = analyst, effectiveAt = JULY, at = DESK_NOW }: DraftOptions = {}) {
    const set = await createChangeSet(as(by, at), { title: "调价" });
    return saveChangeSet(as(by, at), {
      ...ref(set),
      title: "调价",
      reason: "上游成本上涨",
      reasonEn: "",
      effectiveAt: toInstant(effectiveAt),
      subscriptionPolicy: "next_renewal",
      items,
    });
  }

  async function approved(items: Items, options: DraftOptions = {}) {
    const { by = analyst, at = DESK_NOW } = options;
    const submitted = await submitChangeSet(as(by, at), ref(await draft(items, options)));
    return approveChangeSet(as(approver, at), ref(submitted));
  }

  return { analyst, colleague, approver, both, as, draft, approved };
}

export type PricingDesk = Awaited<ReturnType<typeof openPricingDesk>>;
