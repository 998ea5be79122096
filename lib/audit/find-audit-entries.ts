import { z } from "zod";
import {
  auditChanges,
  type AuditEntryView,
  type AuditFacts,
  type AuditJson,
  type ChainCheck,
} from "@/lib/audit/audit-entry";
import { type ChainedEntry, verifyAuditChain } from "@/lib/audit/verify-audit-chain";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { parseId, showId } from "@/lib/ids/ids";

const PAGE_SIZE = 50;
const word = z.string().trim().max(120);

export const FindAuditEntriesInput = z.object({
  /** A staff member's public id. */
  actor: word.optional(),
  action: word.optional(),
  /** Part of what was acted on: a change set's number, an order's, an id. */
  subject: word.optional(),
  /** Only entries before this one: the next page. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

export interface AuditPage {
  entries: AuditEntryView[];
  /** For `before` of the next page; null on the last. */
  next: string | null;
  /** Whether the hashes of this page hold. */
  chain: ChainCheck;
}

const Json: z.ZodType<AuditJson> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
);
const Facts: z.ZodType<AuditFacts> = z.record(z.string(), Json);

/** The audit chain, newest first, fifty at a time. */
export async function findAuditEntries(
  ctx: RequestContext,
  input: z.infer<typeof FindAuditEntriesInput>,
): Promise<AuditPage> {
  requirePermission(ctx.actor, "audit:read");
  const { actor, action, subject, before } = input;
  const rows = await db().auditEntry.findMany({
    where: {
      ...(actor ? { actorId: parseId("stf", actor) ?? actor } : {}),
      ...(action ? { action } : {}),
      ...(subject ? { subjectId: { contains: subject, mode: "insensitive" as const } } : {}),
      ...(before ? { seq: { lt: BigInt(before) } } : {}),
    },
    orderBy: { seq: "desc" },
    take: PAGE_SIZE + 1,
  });
  const page = rows
    .slice(0, PAGE_SIZE)
    .map((row): ChainedEntry => ({ ...row, before: Facts.parse(row.before), after: Facts.parse(row.after) }));
  const nameOf = await readNames(page);
  const last = page.at(-1);
  return {
    entries: page.map((entry) => toView(entry, nameOf)),
    next: rows.length > PAGE_SIZE && last ? last.seq.toString() : null,
    chain: verifyAuditChain(page),
  };
}

function toView(entry: ChainedEntry, nameOf: ReadonlyMap<string, string>): AuditEntryView {
  const { actorKind, actorId, action, subjectKind, subjectId, reason, requestId, hash } = entry;
  const staff =
    actorKind === "staff" ? { id: showId("stf", actorId), name: nameOf.get(actorId) ?? showId("stf", actorId) } : null;
  return {
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    actorKind,
    actor: staff,
    actorId,
    action,
    subjectKind,
    subjectId,
    reason,
    changes: auditChanges(entry.before, entry.after),
    requestId,
    hash,
  };
}

async function readNames(entries: readonly ChainedEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.filter((entry) => entry.actorKind === "staff").map((entry) => entry.actorId))];
  const rows = await db().staffMember.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}
