import { isPermitted } from "@/lib/auth/require-permission";
import type { StaffName } from "@/lib/auth/staff-name";
import type { Db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";
import {
  type ChangeSetStatus,
  isEffective,
  isStoredStatus,
  movesOpenTo,
  type MoveName,
  type SubscriptionPolicy,
} from "@/lib/pricing/change-set";
import type { ChangeSetView, StepView } from "@/lib/pricing/change-set-view";
import { readPricedItems } from "@/lib/pricing/priced-items";
import type { ChangeSetRow } from "@/lib/pricing/store";

/** The status as readers see it at an instant. */
export function statusOf(set: { status: string; effectiveAt: Date }, now: Date): ChangeSetStatus {
  if (isEffective(set, now)) return "effective";
  if (!isStoredStatus(set.status)) throw new TypeError(`unknown change set status ${set.status}`);
  return set.status;
}

export function policyOf(text: string): SubscriptionPolicy {
  return text === "keep_until" ? "keep_until" : "next_renewal";
}

/** The moves open to whoever asks. */
export function movesOf(
  ctx: RequestContext,
  set: { status: string; effectiveAt: Date; drafterIds: readonly string[] },
): MoveName[] {
  const { actor } = ctx;
  if (actor.kind !== "staff") return [];
  const person = {
    staffId: actor.staffId,
    mayDo: (permission: Parameters<typeof isPermitted>[1]) => isPermitted(actor, permission),
  };
  return movesOpenTo(person, set, ctx.now);
}

/** Names of staff members by id, for views that staff read. */
export async function readStaffNames(tx: Db, ids: readonly (string | null)[]): Promise<(id: string) => StaffName> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = await tx.staffMember.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => ({ id: showId("stf", id), name: names.get(id) ?? showId("stf", id) });
}

/** A change set for whoever asks: names, terms in force beside those drafted against, and the moves open to them. */
export async function toChangeSetView(tx: Db, ctx: RequestContext, set: ChangeSetRow): Promise<ChangeSetView> {
  const { actor, now } = ctx;
  const nameOf = await readStaffNames(tx, [
    ...set.drafterIds,
    set.submittedBy,
    set.approvedBy,
    set.publishedBy,
    set.closedBy,
  ]);
  const step = (by: string | null, at: Date | null): StepView | null =>
    by && at ? { by: nameOf(by), at: at.toISOString() } : null;
  const closed = step(set.closedBy, set.closedAt);
  const priced = await readPricedItems(tx, now);
  const items = priced.flatMap((known) => {
    const item = set.items.find(({ kind, itemId }) => kind === known.kind && itemId === known.id);
    if (!item) return [];
    const { kind, before, after } = item;
    return [{ kind, code: known.code, name: known.name, before, after, inForce: known.current?.terms ?? before }];
  });
  return {
    number: set.number,
    title: set.title,
    reason: set.reason,
    reasonEn: set.reasonEn,
    status: statusOf(set, now),
    effectiveAt: set.effectiveAt.toISOString(),
    subscriptionPolicy: policyOf(set.subscriptionPolicy),
    version: set.version,
    created: { by: nameOf(set.createdBy), at: set.createdAt.toISOString() },
    contributors: set.drafterIds.map(nameOf),
    submitted: step(set.submittedBy, set.submittedAt),
    approved: step(set.approvedBy, set.approvedAt),
    published: step(set.publishedBy, set.publishedAt),
    closed: closed && { ...closed, reason: set.closedReason },
    items,
    moves: movesOf(ctx, set),
    maySave: set.status === "draft" && isPermitted(actor, "pricing:draft"),
    isMine: actor.kind === "staff" && set.drafterIds.includes(actor.staffId),
  };
}
