import { beforeAll, describe, expect, it } from "vitest";
import { db, dbPool } from "@/lib/db/client";
import { approveChangeSet } from "@/lib/pricing/approve-change-set";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { saveChangeSet } from "@/lib/pricing/save-change-set";
import { submitChangeSet } from "@/lib/pricing/submit-change-set";
import { withdrawChangeSet } from "@/lib/pricing/withdraw-change-set";
import type { MadeStaff } from "@/lib/testing/make-staff";
import { JULY, lite, openPricingDesk, type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";

let desk: PricingDesk;

beforeAll(async () => {
  desk = await openPricingDesk();
});

describe("refusals", () => {
  it("keeps the first of two saves made from the same version", async () => {
    const set = await desk.draft([lite(1090)]);
    const save = (by: MadeStaff, priceFen: number) =>
      saveChangeSet(desk.as(by), {
        ...ref(set),
        title: "调价",
        reason: "r",
        reasonEn: "",
        effectiveAt: toInstant(JULY),
        subscriptionPolicy: "next_renewal",
        items: [lite(priceFen)],
      });
    const results = await Promise.allSettled([save(desk.analyst, 1190), save(desk.colleague, 1290)]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "CHANGE_SET_STALE" } }]);
    await expect(submitChangeSet(desk.as(desk.analyst), ref(set))).rejects.toMatchObject({ code: "CHANGE_SET_STALE" });
  });

  it("lets a repeated save and a repeated approval pass, once", async () => {
    const set = await desk.draft([lite(1090)]);
    const again = await saveChangeSet(desk.as(desk.analyst), {
      ...ref(set),
      version: 1,
      title: "调价",
      reason: "上游成本上涨",
      reasonEn: "",
      effectiveAt: toInstant(JULY),
      subscriptionPolicy: "next_renewal",
      items: [lite(1090)],
    });
    expect(again.version).toBe(set.version);
    const submitted = await submitChangeSet(desk.as(desk.analyst), ref(set));
    const [one, two] = await Promise.all([
      approveChangeSet(desk.as(desk.approver), ref(submitted)),
      approveChangeSet(desk.as(desk.approver), ref(submitted)),
    ]);
    expect(one.version).toBe(two.version);
    const steps = await db().auditEntry.count({ where: { subjectId: set.number, action: "change_set.approved" } });
    expect(steps).toBe(1);
  });

  it.each([
    ["an empty set", [], JULY, "CHANGE_SET_EMPTY"],
    ["an item that changes nothing", [lite(990)], JULY, "CHANGE_SET_NO_CHANGE"],
    ["a past instant", [lite(1090)], "2026-05-20T14:32:00+08:00", "EFFECTIVE_IN_PAST"],
  ])("refuses to submit %s", async (_name, items, effectiveAt, code) => {
    const set = await desk.draft(items, { effectiveAt });
    await expect(submitChangeSet(desk.as(desk.analyst), ref(set))).rejects.toMatchObject({ code });
  });

  it("refuses an instant that passed while the set waited", async () => {
    const late = toInstant(JULY);
    const submitted = await submitChangeSet(desk.as(desk.analyst), ref(await desk.draft([lite(1090)])));
    await expect(approveChangeSet(desk.as(desk.approver, late), ref(submitted))).rejects.toMatchObject({
      code: "EFFECTIVE_IN_PAST",
    });
    const passed = await approveChangeSet(desk.as(desk.approver), ref(submitted));
    await expect(publishChangeSet(desk.as(desk.approver, late), ref(passed))).rejects.toMatchObject({
      code: "EFFECTIVE_IN_PAST",
    });
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(passed), reason: "x" });
  });

  it("publishes one of two sets on one item, also when both come at once", async () => {
    const [first, second] = [
      await desk.approved([lite(1090)]),
      await desk.approved([lite(1190)], { effectiveAt: "2026-08-01T00:00:00+08:00" }),
    ];
    const results = await Promise.allSettled([
      publishChangeSet(desk.as(desk.approver), ref(first)),
      publishChangeSet(desk.as(desk.approver), ref(second)),
    ]);
    const winner = results.find((result) => result.status === "fulfilled")?.value;
    expect(results.filter((result) => result.status === "rejected")).toMatchObject([
      { reason: { code: "CHANGE_SET_COLLIDES", details: { number: winner?.number } } },
    ]);
    const third = await desk.draft([lite(1390)]);
    await expect(submitChangeSet(desk.as(desk.analyst), ref(third))).rejects.toMatchObject({
      code: "CHANGE_SET_COLLIDES",
    });
    if (!winner) throw new Error("neither was published");
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(winner), reason: "x" });
  });

  it("publishes once, and refuses to publish or withdraw what is done", async () => {
    const set = await desk.approved([lite(1090)]);
    const [one, two] = await Promise.all([
      publishChangeSet(desk.as(desk.approver), ref(set)),
      publishChangeSet(desk.as(desk.approver), ref(set)),
    ]);
    expect(one.version).toBe(two.version);
    await expect(publishChangeSet(desk.as(desk.approver), ref(one))).rejects.toMatchObject({
      code: "CHANGE_SET_WRONG_STATE",
    });
    await expect(
      withdrawChangeSet(desk.as(desk.approver, toInstant(JULY)), { ...ref(one), reason: "太晚了" }),
    ).rejects.toMatchObject({ code: "CHANGE_SET_WRONG_STATE" });
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(one), reason: "x" });
    const { rows } = await dbPool().query(
      "SELECT COUNT(*)::int AS n FROM plan_version JOIN change_set s ON s.id = change_set_id WHERE s.number = $1",
      [one.number],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("asks to look again when the present price has moved under the draft", async () => {
    const standard = (priceFen: number) => ({
      kind: "plan" as const,
      code: "standard-40m",
      after: { priceFen, quotaTokens: 40_000_000 },
    });
    const stale = await desk.approved([standard(3190)], { effectiveAt: "2026-09-01T00:00:00+08:00" });
    await publishChangeSet(desk.as(desk.approver), ref(await desk.approved([standard(3290)])));
    const august = toInstant("2026-08-01T00:00:00+08:00");
    await expect(publishChangeSet(desk.as(desk.approver, august), ref(stale))).rejects.toMatchObject({
      code: "CHANGE_SET_OUTDATED",
    });
  });
});
