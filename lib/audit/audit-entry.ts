import type { StaffName } from "@/lib/auth/staff-name";

export type AuditJson = string | number | boolean | null | AuditJson[] | { [key: string]: AuditJson };

/** Facts of an entry: flat or nested JSON, ids and hashes instead of personal data. */
export type AuditFacts = Record<string, AuditJson>;

/** One audit entry as staff read it. */
export interface AuditEntryView {
  /** A decimal string: the chain may outgrow safe integers. */
  seq: string;
  /** ISO instant. */
  at: string;
  actorKind: string;
  /** Null for the product itself and for visitors. */
  actor: StaffName | null;
  actorId: string;
  action: string;
  subjectKind: string;
  /** As it is named to staff: a number, or an id in its public form. */
  subjectId: string;
  /** The member acted on; null when the subject is not one. */
  subject: StaffName | null;
  reason: string | null;
  /** The fields that differ, with both sides; a field missing on one side is null there. */
  changes: AuditChange[];
  requestId: string;
  hash: string;
}

export interface AuditChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** What the audit chain can be filtered by. */
export interface AuditFilters {
  actors: StaffName[];
  actions: string[];
}

/** Whether the hashes of a page of entries hold. */
export type ChainCheck = { ok: true; entries: number } | { ok: false; seq: string; problem: "hash" | "link" };

/** The fields in which two sides differ, nested ones by their path ("items.0.after.priceFen"). */
export function auditChanges(before: AuditJson, after: AuditJson): AuditChange[] {
  const [from, to] = [leavesOf(before), leavesOf(after)];
  const fields = [...new Set([...from.keys(), ...to.keys()])];
  return fields.flatMap((field) => {
    const change = { field, before: from.get(field) ?? null, after: to.get(field) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function leavesOf(value: AuditJson, path = "", found = new Map<string, string>()): Map<string, string> {
  if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) leavesOf(inner, path === "" ? key : `${path}.${key}`, found);
  } else if (path !== "" && value !== null) {
    found.set(path, String(value));
  }
  return found;
}
