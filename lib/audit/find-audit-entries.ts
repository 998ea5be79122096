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
  /** Part of what was acted on: a change set's number, an order's, an id; a public id as a whole. */
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
      ...(subject ? { subjectId: { contains: storedSubject(subject), mode: "insensitive" as const } } : {}),
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
  const member = (id: string) => ({ id: showId("stf", id), name: nameOf.get(id) ?? showId("stf", id) });
  return {
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    actorKind,
    actor: actorKind === "staff" ? member(actorId) : null,
    actorId,
    action,
    subjectKind,
    subjectId: shownSubject(subjectKind, subjectId),
    subject: subjectKind === "staff" ? member(subjectId) : null,
    reason,
    changes: auditChanges(entry.before, entry.after),
    requestId,
    hash,
  };
}

/** What the chain keeps of accounts and members is the bare UUID; people know them by their public id. */
function shownSubject(kind: string, id: string): string {
  if (kind === "account") return showId("acc", id);
  return kind === "staff" ? showId("stf", id) : id;
}

function storedSubject(text: string): string {
  return parseId("acc", text) ?? parseId("stf", text) ?? text;
}

async function readNames(entries: readonly ChainedEntry[]): Promise<Map<string, string>> {
  const named = entries.flatMap(({ actorKind, actorId, subjectKind, subjectId }) => [
    ...(actorKind === "staff" ? [actorId] : []),
    ...(subjectKind === "staff" ? [subjectId] : []),
  ]);
  const ids = [...new Set(named)];
  const rows = await db().staffMember.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}
