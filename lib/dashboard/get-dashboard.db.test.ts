import { beforeAll, describe, expect, it } from "vitest";
import { getDashboard } from "@/lib/dashboard/get-dashboard";
import { db } from "@/lib/db/client";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { contextOf, makeAccount } from "@/lib/testing/make-account";
import { makeStaff } from "@/lib/testing/make-staff";
import { DESK_NOW, lite, openPricingDesk, type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";

let desk: PricingDesk;

beforeAll(async () => {
  desk = await openPricingDesk();
  await publishChangeSet(desk.as(desk.approver), ref(await desk.approved([lite(1090)])));
});

describe("getDashboard", () => {
  it("counts what is there, and lists what waits", async () => {
    await makeAccount();
    const dashboard = await getDashboard(desk.as(desk.approver), {});
    expect(dashboard).toMatchObject({
      accounts: await db().account.count(),
      runningSubscriptions: 0,
      tokensToday: "0",
    });
    expect(dashboard.pricing?.upcoming).toHaveLength(1);
    const waiting = await desk
      .approved([lite(1190)], { effectiveAt: "2026-08-01T00:00:00+08:00" })
      .catch((error: unknown) => error);
    expect(waiting).toMatchObject({ code: "CHANGE_SET_COLLIDES" });
    expect((await getDashboard(desk.as(desk.analyst), {})).pricing?.drafts).toHaveLength(1);
  });

  it("leaves price changes out for those who do not read them, and customers out altogether", async () => {
    const partners = await makeStaff("伙伴", ["partner_manager"]);
    expect(await getDashboard(contextOf(partners.actor, DESK_NOW), {})).toMatchObject({
      pricing: null,
      deadLetters: null,
    });
    const finance = await makeStaff("财务", ["finance"]);
    expect(await getDashboard(contextOf(finance.actor, DESK_NOW), {})).toMatchObject({ deadLetters: 0 });
    const { actor } = await makeAccount();
    await expect(getDashboard(contextOf(actor, DESK_NOW), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
