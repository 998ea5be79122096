import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { StaffActor } from "@/lib/auth/actor";
import { requireStaff } from "@/lib/auth/require-permission";
import { AppError } from "@/lib/errors/app-error";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid } from "@/lib/ids/ids";
import { CHANGE_SET_NUMBER, type ItemKind, sameTerms, TERM_LIMITS, type Terms } from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { readPricedItems } from "@/lib/pricing/priced-items";
import { auditFacts, type ChangeSetRow, lockChangeSet, readChangeSet, refusedByRules } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";
import { toInstant } from "@/lib/time/calendar";

const MAX_ITEMS = 100;

function amount(field: keyof typeof TERM_LIMITS) {
  return z.int().min(1).max(TERM_LIMITS[field]);
}

const Amounts = { priceFen: amount("priceFen"), quotaTokens: amount("quotaTokens") };
const OneTime = z.strictObject({ ...Amounts, validDays: amount("validDays") });
const Weights = z.strictObject({
  inputMilli: amount("inputMilli"),
  cachedInputMilli: amount("cachedInputMilli"),
  outputMilli: amount("outputMilli"),
});
const code = z.string().min(1).max(80);

const DraftItem = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("plan"), code, after: z.strictObject(Amounts) }),
  z.strictObject({ kind: z.literal("pack"), code, after: OneTime }),
  z.strictObject({ kind: z.literal("payg"), code, after: OneTime }),
  z.strictObject({ kind: z.literal("weight"), code, after: Weights }),
]);

export const SaveChangeSetInput = z.strictObject({
  number: z.string().regex(CHANGE_SET_NUMBER),
  /** The version this save was made from; another one means that somebody else has saved since. */
  version: z.int().min(1),
  title: z.string().trim().min(1).max(80),
  reason: z.string().trim().max(500),
  reasonEn: z.string().trim().max(500).default(""),
  effectiveAt: z.iso.datetime({ offset: true }).transform((text) => toInstant(text)),
  subscriptionPolicy: z.literal("next_renewal"),
  items: z.array(DraftItem).max(MAX_ITEMS),
});

type Draft = z.infer<typeof SaveChangeSetInput>;

interface ResolvedItem {
  kind: ItemKind;
  itemId: string;
  before: Terms;
  after: Terms;
}

/**
 * Saves a draft as a whole. Whoever saves becomes a contributor and can no longer decide on it. Saving what is already
 * there changes nothing; saving over somebody else's save is refused.
 */
export async function saveChangeSet(ctx: RequestContext, input: Draft): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:draft");

  return inTransaction(async (tx) => {
    const set = await lockChangeSet(tx, input.number);
    if (set.status !== "draft") throw new AppError("CHANGE_SET_WRONG_STATE");
    const items = await resolveItems(tx, input, ctx.now);
    if (isSaved(set, input, items)) return toChangeSetView(tx, ctx, set);
    if (set.version !== input.version) throw new AppError("CHANGE_SET_STALE");

    await refusedByRules(() => writeDraft(tx, ctx, { staff, set, input, items }));
    const saved = await readChangeSet(tx, set.number);
    await recordAudit(tx, ctx, "change_set.saved", {
      subjectKind: "change_set",
      subjectId: set.number,
      before: auditFacts(set),
      after: auditFacts(saved),
    });
    return toChangeSetView(tx, ctx, saved);
  });
}

/** Finds what the draft names, and notes the terms in force that it is drafted against. */
async function resolveItems(tx: Db, input: Draft, now: Date): Promise<ResolvedItem[]> {
  const priced = await readPricedItems(tx, now);
  const seen = new Set<string>();
  return input.items.map((item, index) => {
    const known = priced.find(({ kind, code: named }) => kind === item.kind && named === item.code);
    const field = `items.${index}.code`;
    if (!known?.current || seen.has(known.id)) throw new AppError("INVALID_INPUT", { field });
    seen.add(known.id);
    return { kind: item.kind, itemId: known.id, before: known.current.terms, after: item.after };
  });
}

function isSaved(set: ChangeSetRow, input: Draft, items: readonly ResolvedItem[]): boolean {
  const sameHead =
    set.title === input.title &&
    set.reason === input.reason &&
    set.reasonEn === input.reasonEn &&
    set.effectiveAt.getTime() === input.effectiveAt.getTime() &&
    set.subscriptionPolicy === input.subscriptionPolicy;
  return sameHead && set.items.length === items.length && items.every((item) => isSavedItem(set, item));
}

function isSavedItem(set: ChangeSetRow, item: ResolvedItem): boolean {
  const { kind, itemId } = item;
  const saved = set.items.find((other) => other.kind === kind && other.itemId === itemId);
  return saved !== undefined && sameTerms(kind, saved.before, item.before) && sameTerms(kind, saved.after, item.after);
}

async function writeDraft(
  tx: Db,
  ctx: RequestContext,
  { staff, set, input, items }: { staff: StaffActor; set: ChangeSetRow; input: Draft; items: ResolvedItem[] },
): Promise<void> {
  const kept = new Set(items.map((item) => `${item.kind}:${item.itemId}`));
  const removed = set.items.filter((item) => !kept.has(`${item.kind}:${item.itemId}`));
  await tx.changeSetItem.deleteMany({ where: { id: { in: removed.map((item) => item.id) } } });
  for (const item of items.filter((candidate) => !isSavedItem(set, candidate))) {
    const { kind: itemKind, itemId } = item;
    const content = { before: { ...item.before }, after: { ...item.after }, savedBy: staff.staffId };
    await tx.changeSetItem.upsert({
      where: { changeSetId_itemKind_itemId: { changeSetId: set.id, itemKind, itemId } },
      create: { id: newUuid(ctx.now), changeSetId: set.id, itemKind, itemId, ...content },
      update: content,
    });
  }
  // The trigger notes who saves an item; removing one, or moving the instant, is drafting too.
  const contributor = { changeSetId: set.id, staffId: staff.staffId };
  await tx.changeSetContributor.createMany({ data: [contributor], skipDuplicates: true });
  const { title, reason, reasonEn, effectiveAt, subscriptionPolicy } = input;
  await tx.changeSet.update({
    where: { id: set.id },
    data: { title, reason, reasonEn, effectiveAt, subscriptionPolicy, version: { increment: 1 } },
  });
}
