import type { AuditFacts, ChainCheck } from "@/lib/audit/audit-entry";
import { auditHash } from "@/lib/audit/record-audit";

/** An entry as stored: everything that its hash covers, its hash, and the hash it was chained to. */
export interface ChainedEntry {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  reason: string | null;
  before: AuditFacts;
  after: AuditFacts;
  requestId: string;
  prevHash: string;
  hash: string;
}

/**
 * Recomputes the hash of every entry, and checks that neighbours are chained to each other. Entries may come in any
 * order and with gaps (a filtered page): only those with consecutive numbers are neighbours.
 */
export function verifyAuditChain(entries: readonly ChainedEntry[]): ChainCheck {
  const inOrder = [...entries].sort((a, b) => (a.seq < b.seq ? -1 : 1));
  let previous: ChainedEntry | undefined;
  for (const entry of inOrder) {
    const { prevHash, hash, seq, at, ...rest } = entry;
    const expected = auditHash(prevHash, { ...rest, seq: seq.toString(), at: at.toISOString() });
    if (expected !== hash) return { ok: false, seq: seq.toString(), problem: "hash" };
    const isNeighbour = previous !== undefined && previous.seq + 1n === seq;
    if (isNeighbour && previous?.hash !== prevHash) return { ok: false, seq: seq.toString(), problem: "link" };
    previous = entry;
  }
  return { ok: true, entries: entries.length };
}
