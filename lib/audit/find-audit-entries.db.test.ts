import { beforeAll, describe, expect, it } from "vitest";
import { findAuditEntries } from "@/lib/audit/find-audit-entries";
import { findAuditFilters } from "@/lib/audit/find-audit-filters";
import { recordAudit } from "@/lib/audit/record-audit";
import { dbPool } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { systemContext } from "@/lib/http/request-context";
import { newUuid, showId } from "@/lib/ids/ids";
import { contextOf } from "@/lib/testing/make-account";
import { makeStaff, type MadeStaff } from "@/lib/testing/make-staff";
import { DESK_NOW, lite, openPricingDesk, type PricingDesk } from "@/lib/testing/open-pricing-desk";

let desk: PricingDesk;
let auditor: MadeStaff;

beforeAll(async () => {
  desk = await openPricingDesk();
  auditor = await makeStaff("方晴", ["auditor"]);
  await desk.approved([lite(1090)]);
});

const asAuditor = () => contextOf(auditor.actor, DESK_NOW);

describe("findAuditEntries", () => {
  it("shows who did what with names and differences, newest first, and that the chain holds", async () => {
    const page = await findAuditEntries(asAuditor(), {});
    expect(page.chain).toEqual({ ok: true, entries: 4 });
    expect(page.entries.map((entry) => [entry.action, entry.actor?.name])).toEqual([
      ["change_set.approved", "审批人"],
      ["change_set.submitted", "周颖"],
      ["change_set.saved", "周颖"],
      ["change_set.created", "周颖"],
    ]);
    expect(page.entries[0]?.changes).toEqual([
      { field: "status", before: "submitted", after: "approved" },
      { field: "version", before: "3", after: "4" },
    ]);
    expect(page.entries[2]?.changes).toContainEqual({
      field: "items.plan:lite-10m.after.priceFen",
      before: null,
      after: "1090",
    });
  });

  it("filters by person, action and subject, and still verifies what is left", async () => {
    const { actors, actions } = await findAuditFilters(asAuditor(), {});
    expect(actions).toContain("change_set.approved");
    const approver = actors.find((person) => person.name === "审批人");
    const his = await findAuditEntries(asAuditor(), { actor: approver?.id });
    expect(his.entries).toHaveLength(1);
    expect(approver?.id).toBe(showId("stf", desk.approver.actor.staffId));
    expect(
      (await findAuditEntries(asAuditor(), { action: "change_set.saved", subject: "pc-2026" })).entries,
    ).toHaveLength(1);
    expect((await findAuditEntries(asAuditor(), { subject: "no such" })).entries).toEqual([]);
  });

  it("is for auditors", async () => {
    await expect(findAuditEntries(desk.as(desk.analyst), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(findAuditFilters(desk.as(desk.approver), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("names the member or the account that was acted on, and finds it by the id shown", async () => {
    const [account, { staffId }] = [newUuid(DESK_NOW), desk.analyst.actor];
    for (const subject of [
      { subjectKind: "account", subjectId: account },
      { subjectKind: "staff", subjectId: staffId },
    ])
      await inTransaction((tx) => recordAudit(tx, systemContext("test"), "test.named", subject));
    const of = async (subject: string) => (await findAuditEntries(asAuditor(), { subject })).entries;
    expect(await of(showId("acc", account))).toMatchObject([{ subjectId: showId("acc", account), subject: null }]);
    expect(await of(showId("stf", staffId))).toMatchObject([{ subject: { id: showId("stf", staffId), name: "周颖" } }]);
  });

  it("pages by fifty, without a gap or a repetition", async () => {
    for (let n = 0; n < 60; n += 1) {
      await inTransaction((tx) =>
        recordAudit(tx, systemContext("test"), "test.done", { subjectKind: "test", subjectId: String(n) }),
      );
    }
    const first = await findAuditEntries(asAuditor(), {});
    const second = await findAuditEntries(asAuditor(), { before: first.next ?? "" });
    const seen = [...first.entries, ...second.entries].map((entry) => Number(entry.seq));
    expect(seen).toEqual(Array.from({ length: 66 }, (_, index) => 66 - index));
    expect(second.next).toBeNull();
  });

  it("tells when somebody with the database in hand has altered an entry", async () => {
    await dbPool().query("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_immutable");
    await dbPool().query("UPDATE audit_entry SET reason = '别的原因' WHERE seq = 63");
    await dbPool().query("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_immutable");
    expect((await findAuditEntries(asAuditor(), {})).chain).toEqual({ ok: false, seq: "63", problem: "hash" });
  });
});
