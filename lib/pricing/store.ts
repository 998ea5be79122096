import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import type { Db } from "@/lib/db/client";
import { violates } from "@/lib/db/constraint";
import { queryRows, sqlOf } from "@/lib/db/sql";
import {
  canMove,
  isEffective,
  type ItemKind,
  isItemKind,
  MOVES,
  type MoveName,
  type Terms,
} from "@/lib/pricing/change-set";

const TermsJson = z.strictObject({
  priceFen: z.number().optional(),
  quotaTokens: z.number().optional(),
  validDays: z.number().optional(),
  inputMilli: z.number().optional(),
  cachedInputMilli: z.number().optional(),
  outputMilli: z.number().optional(),
});

/** Reads stored terms; leaves out what the item's kind does not have. */
export function parseTerms(json: unknown): Terms {
  const parsed = TermsJson.parse(json);
  const terms: Terms = {};
  for (const field of TermsJson.keyof().options) {
    const value = parsed[field];
    if (value !== undefined) terms[field] = value;
  }
  return terms;
}

const WITH_PARTS = {
  items: { orderBy: { id: "asc" } },
  contributors: { orderBy: { staffId: "asc" } },
} as const;

async function findByNumber(tx: Db, number: string) {
  const row = await tx.changeSet.findUnique({ where: { number }, include: WITH_PARTS });
  if (!row) throw new AppError("NOT_FOUND");
  const codes = await readCodes(
    tx,
    row.items.map((item) => item.itemId),
  );
  const items = row.items.map((item) => ({
    ...item,
    code: codes.get(item.itemId) ?? item.itemId,
    kind: kindOf(item.itemKind),
    before: parseTerms(item.before),
    after: parseTerms(item.after),
  }));
  const drafterIds = [...new Set([row.createdBy, ...row.contributors.map((contributor) => contributor.staffId)])];
  return { ...row, items, drafterIds };
}

/** The code of each plan, pack or model by its id. */
async function readCodes(tx: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows(
    sqlOf(tx),
    z.object({ id: z.string(), code: z.string() }),
    `SELECT id::text, code FROM plan WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, code FROM pack WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, code FROM model WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((item) => [item.id, item.code]));
}

/** A change set with its items and everyone who drafted or edited it. */
export type ChangeSetRow = Awaited<ReturnType<typeof findByNumber>>;

export function kindOf(text: string): ItemKind {
  if (!isItemKind(text)) throw new TypeError(`unknown item kind ${text}`);
  return text;
}

/** The set as it stands, without a lock: for reading. */
export async function readChangeSet(tx: Db, number: string): Promise<ChangeSetRow> {
  return findByNumber(tx, number);
}

/** Locks the set's row, then reads it in a later statement. Lock order: change set, items by kind and id, audit head. */
export async function lockChangeSet(tx: Db, number: string): Promise<ChangeSetRow> {
  const locked = await queryRows(
    sqlOf(tx),
    z.object({ id: z.string() }),
    "SELECT id::text FROM change_set WHERE number = $1 FOR UPDATE",
    [number],
  );
  if (locked.length === 0) throw new AppError("NOT_FOUND");
  return findByNumber(tx, number);
}

/** Who made the step that led to this status, if it is one that a repeated request may ask for again. */
function actorOfStep(set: ChangeSetRow): string | null {
  switch (set.status) {
    case "submitted":
      return set.submittedBy;
    case "approved":
      return set.approvedBy;
    case "published":
      return set.publishedBy;
    case "rejected":
    case "withdrawn":
      return set.closedBy;
    default:
      return null;
  }
}

/**
 * Locks the set and decides whether the move may be made. `repeated`: this person already made this very move, so the
 * request is a repetition and changes nothing.
 */
export async function beginMove(
  tx: Db,
  {
    staff,
    now,
    name,
    number,
    version,
  }: { staff: StaffActor; now: Date; name: MoveName; number: string; version: number },
): Promise<{ set: ChangeSetRow; repeated: boolean }> {
  const set = await lockChangeSet(tx, number);
  const move = MOVES[name];
  const answersMe = set.version === version + 1 && actorOfStep(set) === staff.staffId;
  if (set.status === move.to && answersMe) return { set, repeated: true };
  if (!canMove(name, set.status) || isEffective(set, now)) throw new AppError("CHANGE_SET_WRONG_STATE");
  if (set.version !== version) throw new AppError("CHANGE_SET_STALE");
  if (move.fourEyes && set.drafterIds.includes(staff.staffId)) throw new AppError("OWN_CHANGE_SET");
  return { set, repeated: false };
}

const REFUSALS = [
  ["change_set_four_eyes", "OWN_CHANGE_SET"],
  ["change_set_draft_only", "CHANGE_SET_WRONG_STATE"],
  ["change_set_moves", "CHANGE_SET_WRONG_STATE"],
] as const;

/** Runs a write, and answers the database's own refusals with their sentence. */
export async function refusedByRules<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const [constraint, code] of REFUSALS) if (violates(error, constraint)) throw new AppError(code);
    throw error;
  }
}

type StatusData = Parameters<Db["changeSet"]["update"]>[0]["data"];

/** Writes the new status and whose step it was, and counts the version up. */
export async function writeStatus(tx: Db, set: ChangeSetRow, name: MoveName, data: StatusData): Promise<void> {
  await refusedByRules(() =>
    tx.changeSet.update({
      where: { id: set.id },
      data: { ...data, status: MOVES[name].to, version: { increment: 1 } },
    }),
  );
}

/** What the audit chain keeps of a set: enough to see what was decided on, no person's name. */
export function auditFacts(set: ChangeSetRow) {
  return {
    number: set.number,
    title: set.title,
    reason: set.reason,
    reasonEn: set.reasonEn,
    status: set.status,
    version: set.version,
    effectiveAt: set.effectiveAt.toISOString(),
    subscriptionPolicy: set.subscriptionPolicy,
    items: Object.fromEntries(
      set.items.map(({ kind, code, before, after }) => [
        `${kind}:${code}`,
        { before: { ...before }, after: { ...after } },
      ]),
    ),
  };
}
