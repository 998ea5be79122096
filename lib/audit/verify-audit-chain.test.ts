import { describe, expect, it } from "vitest";
import { auditChanges } from "@/lib/audit/audit-entry";
import { auditHash } from "@/lib/audit/record-audit";
import { type ChainedEntry, verifyAuditChain } from "@/lib/audit/verify-audit-chain";
import { toInstant } from "@/lib/time/calendar";

function chain(length: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  let prevHash = "0".repeat(64);
  for (let n = 1; n <= length; n += 1) {
    const facts = {
      actorKind: "staff",
      actorId: "a",
      action: "x.done",
      subjectKind: "x",
      subjectId: String(n),
      requestId: "r",
    };
    const seen = { ...facts, reason: null, before: {}, after: { b: 2, a: n } };
    const at = toInstant("2026-05-20T06:32:00Z");
    const hash = auditHash(prevHash, { ...seen, seq: String(n), at: at.toISOString() });
    entries.push({ ...seen, seq: BigInt(n), at, prevHash, hash });
    prevHash = hash;
  }
  return entries;
}

describe("verifyAuditChain", () => {
  it("accepts an untouched chain in any order, and with gaps", () => {
    const entries = chain(5);
    expect(verifyAuditChain(entries)).toEqual({ ok: true, entries: 5 });
    expect(verifyAuditChain([...entries].reverse())).toEqual({ ok: true, entries: 5 });
    expect(verifyAuditChain(entries.filter((entry) => entry.seq !== 3n))).toEqual({ ok: true, entries: 4 });
    expect(verifyAuditChain([])).toEqual({ ok: true, entries: 0 });
  });

  it("finds an entry that was changed, whichever field", () => {
    const entries = chain(4);
    const changed = entries.map((entry) => (entry.seq === 2n ? { ...entry, after: { a: 99, b: 2 } } : entry));
    expect(verifyAuditChain(changed)).toEqual({ ok: false, seq: "2", problem: "hash" });
    const later = entries.map((entry) =>
      entry.seq === 4n ? { ...entry, at: toInstant("2026-05-21T00:00:00Z") } : entry,
    );
    expect(verifyAuditChain(later)).toEqual({ ok: false, seq: "4", problem: "hash" });
  });

  it("finds one that was written again with a hash of its own", () => {
    const entries = chain(4);
    const forged = entries.map((entry) => {
      if (entry.seq !== 2n) return entry;
      const { prevHash, hash: _hash, seq, at, ...rest } = { ...entry, action: "x.undone" };
      return {
        ...entry,
        action: "x.undone",
        hash: auditHash(prevHash, { ...rest, seq: "2", at: at.toISOString() }),
        seq,
      };
    });
    expect(verifyAuditChain(forged)).toEqual({ ok: false, seq: "3", problem: "link" });
  });
});

describe("auditChanges", () => {
  it("names the fields that differ, nested ones by their path", () => {
    expect(
      auditChanges(
        { status: "draft", items: [{ priceFen: 990 }], kept: 1 },
        { status: "submitted", items: [{ priceFen: 1090 }], kept: 1, extra: true },
      ),
    ).toEqual([
      { field: "status", before: "draft", after: "submitted" },
      { field: "items.0.priceFen", before: "990", after: "1090" },
      { field: "extra", before: null, after: "true" },
    ]);
  });
});
