import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface AuditFacts {
  subjectKind: string;
  subjectId: string;
  reason?: string;
  before?: Json;
  after?: Json;
}

/** JSON with sorted keys, so that the same facts always hash the same. */
function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${fields.join(",")}}`;
}

/** The hash that chains an entry to the one before it. */
export function auditHash(prevHash: string, entry: Record<string, Json>): string {
  return createHash("sha256").update(prevHash).update("\n").update(canonicalJson(entry)).digest("hex");
}

function actorOf(actor: Actor): { kind: string; id: string } {
  switch (actor.kind) {
    case "customer":
      return { kind: "customer", id: actor.accountId };
    case "staff":
      return { kind: "staff", id: actor.staffId };
    case "client":
      return { kind: "client", id: actor.clientId };
    case "system":
      return { kind: "system", id: actor.name };
    case "visitor":
      return { kind: "visitor", id: "" };
  }
}

const Head = z.object({ seq: z.coerce.bigint(), hash: z.string() });

/**
 * Adds one entry to the audit chain (domain.md, invariant 7). Call it last in the transaction: it locks the chain's head
 * until commit. Takes ids and hashes of personal data, never the data (decisions 31).
 */
export async function recordAudit(tx: Db, ctx: RequestContext, action: string, facts: AuditFacts): Promise<void> {
  const [head] = await queryRows(sqlOf(tx), Head, "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE");
  if (!head) throw new Error("the audit chain has no head");
  const actor = actorOf(ctx.actor);
  const seq = head.seq + 1n;
  const entry = {
    seq: seq.toString(),
    at: ctx.now.toISOString(),
    actorKind: actor.kind,
    actorId: actor.id,
    action,
    subjectKind: facts.subjectKind,
    subjectId: facts.subjectId,
    reason: facts.reason ?? null,
    before: facts.before ?? {},
    after: facts.after ?? {},
    requestId: ctx.requestId,
  };
  const hash = auditHash(head.hash, entry);
  await tx.auditEntry.create({
    data: {
      ...entry,
      before: entry.before ?? {},
      after: entry.after ?? {},
      seq,
      at: ctx.now,
      prevHash: head.hash,
      hash,
    },
  });
  await tx.auditHead.update({ where: { id: 1 }, data: { seq, hash } });
}
