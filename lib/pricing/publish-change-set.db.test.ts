import { beforeAll, describe, expect, it } from "vitest";
import { getOffer } from "@/lib/catalogue/get-offer";
import { db } from "@/lib/db/client";
import { approveChangeSet } from "@/lib/pricing/approve-change-set";
import { createChangeSet } from "@/lib/pricing/create-change-set";
import { discardChangeSet } from "@/lib/pricing/discard-change-set";
import { findPriceNotices } from "@/lib/pricing/find-price-notices";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { submitChangeSet } from "@/lib/pricing/submit-change-set";
import { withdrawChangeSet } from "@/lib/pricing/withdraw-change-set";
import { DESK_NOW, JULY, lite, openPricingDesk, type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";

let desk: PricingDesk;

beforeAll(async () => {
  desk = await openPricingDesk();
});

async function liteAt(at: string) {
  return getOffer(db(), { kind: "plan", code: "lite-10m", at: toInstant(at) });
}

describe("a change set", () => {
  it("numbers itself within the year, two at once too", async () => {
    const sets = await Promise.all(
      [1, 2, 3, 4].map((n) => createChangeSet(desk.as(desk.analyst), { title: `第${n}张` })),
    );
    expect(new Set(sets.map((set) => set.number)).size).toBe(4);
    for (const set of sets) {
      expect(set.number).toMatch(/^PC-2026-\d{3}$/);
      expect(set.moves).toEqual(["submit", "discard"]);
      await discardChangeSet(desk.as(desk.analyst), ref(set));
    }
  });

  it("goes from draft to effective, and at the instant a new order costs the new price", async () => {
    const set = await desk.draft([lite(1090)]);
    expect(set.items[0]).toMatchObject({ before: { priceFen: 990 }, after: { priceFen: 1090 } });
    const submitted = await submitChangeSet(desk.as(desk.analyst), ref(set));
    expect(submitted.moves).toEqual(["takeBack"]);
    const passed = await approveChangeSet(desk.as(desk.approver), ref(submitted));
    expect(passed).toMatchObject({ status: "approved", moves: ["publish", "withdraw"] });
    expect((await liteAt("2027-01-01T00:00:00+08:00"))?.priceFen).toBe(990);

    const published = await publishChangeSet(desk.as(desk.approver), ref(passed));
    expect(published.status).toBe("published");
    expect((await liteAt("2026-06-30T23:59:59.999+08:00"))?.priceFen).toBe(990);
    expect(await liteAt(JULY)).toMatchObject({ priceFen: 1090, tariffNumber: "P001-2" });
    expect(await findPriceNotices(DESK_NOW)).toMatchObject([
      { number: set.number, state: "announced", items: [{ code: "lite-10m" }] },
    ]);
    expect((await findPriceNotices(toInstant(JULY)))[0]?.state).toBe("effective");

    const withdrawn = await withdrawChangeSet(desk.as(desk.approver), { ...ref(published), reason: "先不涨" });
    expect(withdrawn).toMatchObject({ status: "withdrawn", closed: { reason: "先不涨" }, moves: [] });
    expect((await liteAt("2027-01-01T00:00:00+08:00"))?.priceFen).toBe(990);
    expect((await findPriceNotices(DESK_NOW))[0]?.state).toBe("withdrawn");
  });

  it("can be announced again after a withdrawal, under the next version number", async () => {
    const published = await publishChangeSet(desk.as(desk.approver), ref(await desk.approved([lite(1190)])));
    expect(await liteAt(JULY)).toMatchObject({ priceFen: 1190, tariffNumber: "P001-3" });
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(published), reason: "改期" });
    expect((await liteAt(JULY))?.priceFen).toBe(990);
  });

  it("leaves every step in the audit chain", async () => {
    const set = await desk.approved([lite(1290)]);
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(set), reason: "不做了" });
    const entries = await db().auditEntry.findMany({ where: { subjectId: set.number }, orderBy: { seq: "asc" } });
    expect(entries.map((entry) => [entry.action, entry.actorId])).toEqual([
      ["change_set.created", desk.analyst.actor.staffId],
      ["change_set.saved", desk.analyst.actor.staffId],
      ["change_set.submitted", desk.analyst.actor.staffId],
      ["change_set.approved", desk.approver.actor.staffId],
      ["change_set.withdrawn", desk.approver.actor.staffId],
    ]);
    expect(entries.at(-1)?.reason).toBe("不做了");
  });

  it("changes packs, pay as you go and weights together with plans", async () => {
    const set = await desk.approved([
      { kind: "pack", code: "pack-5m", after: { priceFen: 790, quotaTokens: 5_000_000, validDays: 60 } },
      { kind: "payg", code: "payg", after: { priceFen: 110, quotaTokens: 250_000, validDays: 365 } },
      { kind: "weight", code: "glm-5", after: { inputMilli: 2400, cachedInputMilli: 480, outputMilli: 9600 } },
    ]);
    const published = await publishChangeSet(desk.as(desk.approver), ref(set));
    expect(await getOffer(db(), { kind: "pack", code: "pack-5m", at: toInstant(JULY) })).toMatchObject({
      priceFen: 790,
      validDays: 60,
    });
    expect((await getOffer(db(), { kind: "payg", code: "payg", at: toInstant(JULY) }))?.priceFen).toBe(110);
    const weights = await db().modelWeightVersion.findMany({
      where: { model: { code: "glm-5" } },
      orderBy: { versionNo: "asc" },
    });
    expect(weights.map((row) => [row.outputMilli, row.validTo?.toISOString() ?? null])).toEqual([
      [8000, toInstant(JULY).toISOString()],
      [9600, null],
    ]);
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(published), reason: "试" });
  });
});
