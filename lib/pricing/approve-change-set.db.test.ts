import { beforeAll, describe, expect, it } from "vitest";
import { dbPool } from "@/lib/db/client";
import { approveChangeSet } from "@/lib/pricing/approve-change-set";
import { discardChangeSet } from "@/lib/pricing/discard-change-set";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { rejectChangeSet } from "@/lib/pricing/reject-change-set";
import { saveChangeSet } from "@/lib/pricing/save-change-set";
import { submitChangeSet } from "@/lib/pricing/submit-change-set";
import { takeBackChangeSet } from "@/lib/pricing/take-back-change-set";
import { withdrawChangeSet } from "@/lib/pricing/withdraw-change-set";
import type { MadeStaff } from "@/lib/testing/make-staff";
import { DESK_NOW, lite, openPricingDesk, type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";

let desk: PricingDesk;

beforeAll(async () => {
  desk = await openPricingDesk();
});

describe("four eyes", () => {
  it("refuses the author, even one with both roles", async () => {
    const set = await submitChangeSet(desk.as(desk.both), ref(await desk.draft([lite(1090)], { by: desk.both })));
    expect(set.moves).toEqual(["takeBack"]);
    await expect(approveChangeSet(desk.as(desk.both), ref(set))).rejects.toMatchObject({ code: "OWN_CHANGE_SET" });
    await expect(rejectChangeSet(desk.as(desk.both), { ...ref(set), reason: "x" })).rejects.toMatchObject({
      code: "OWN_CHANGE_SET",
    });
    await rejectChangeSet(desk.as(desk.approver), { ...ref(set), reason: "涨得太多" });
  });

  it("refuses whoever saved the draft once, or only moved its instant", async () => {
    const first = await desk.draft([lite(1090)]);
    const moved = await saveChangeSet(desk.as(desk.both), {
      ...ref(first),
      title: first.title,
      reason: first.reason,
      reasonEn: first.reasonEn,
      effectiveAt: toInstant("2026-08-01T00:00:00+08:00"),
      subscriptionPolicy: "next_renewal",
      items: [lite(1090)],
    });
    expect(moved.contributors.map((person) => person.name).sort()).toEqual(["两职", "周颖"].sort());
    const set = await submitChangeSet(desk.as(desk.analyst), ref(moved));
    await expect(approveChangeSet(desk.as(desk.both), ref(set))).rejects.toMatchObject({ code: "OWN_CHANGE_SET" });
    const passed = await approveChangeSet(desk.as(desk.approver), ref(set));
    await expect(publishChangeSet(desk.as(desk.both), ref(passed))).rejects.toMatchObject({ code: "OWN_CHANGE_SET" });
    await expect(withdrawChangeSet(desk.as(desk.both), { ...ref(passed), reason: "x" })).rejects.toMatchObject({
      code: "OWN_CHANGE_SET",
    });
    await withdrawChangeSet(desk.as(desk.approver), { ...ref(passed), reason: "x" });
  });

  it("is held by the database, whichever way the approval comes", async () => {
    const set = await submitChangeSet(desk.as(desk.analyst), ref(await desk.draft([lite(1090)])));
    const approveBySql = (staff: MadeStaff) =>
      dbPool().query(
        "UPDATE change_set SET status = 'approved', approved_by = $1, approved_at = $2 WHERE number = $3",
        [staff.actor.staffId, DESK_NOW, set.number],
      );
    await expect(approveBySql(desk.analyst)).rejects.toMatchObject({ constraint: "change_set_four_eyes" });
    await expect(
      dbPool().query("UPDATE change_set SET status = 'approved' WHERE number = $1", [set.number]),
    ).rejects.toMatchObject({ constraint: "change_set_approval" });
    await expect(
      dbPool().query(
        "DELETE FROM change_set_contributor WHERE change_set_id = (SELECT id FROM change_set WHERE number = $1)",
        [set.number],
      ),
    ).rejects.toMatchObject({ constraint: "immutable_row" });
    await expect(
      dbPool().query(
        "UPDATE change_set_item SET after = '{}' WHERE change_set_id = (SELECT id FROM change_set WHERE number = $1)",
        [set.number],
      ),
    ).rejects.toMatchObject({
      constraint: "change_set_draft_only",
    });
    await approveBySql(desk.approver);
  });

  it.each([
    ["approve", () => desk.analyst, approveChangeSet],
    ["publish", () => desk.colleague, publishChangeSet],
    ["submit", () => desk.approver, submitChangeSet],
    ["take back", () => desk.approver, takeBackChangeSet],
    ["discard", () => desk.approver, discardChangeSet],
  ] as const)("needs the role to %s", async (_name, who, act) => {
    await expect(act(desk.as(who()), { number: "PC-2026-001", version: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
