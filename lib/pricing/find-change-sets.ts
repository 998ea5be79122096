import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { CHANGE_SET_STATUSES, type ChangeSetStatus } from "@/lib/pricing/change-set";
import type { ChangeSetSummary } from "@/lib/pricing/change-set-view";
import { movesOf, readStaffNames, statusOf } from "@/lib/pricing/to-change-set-view";

const LIMIT = 200;

export const FindChangeSetsInput = z.strictObject({
  status: z.enum(CHANGE_SET_STATUSES).optional(),
});

/** Change sets, newest first, at most 200. */
export async function findChangeSets(
  ctx: RequestContext,
  input: z.infer<typeof FindChangeSetsInput>,
): Promise<ChangeSetSummary[]> {
  requirePermission(ctx.actor, "pricing:read");
  const rows = await db().changeSet.findMany({
    where: input.status ? whereStatus(input.status, ctx.now) : {},
    include: { contributors: true, _count: { select: { items: true } } },
    orderBy: [{ createdAt: "desc" }, { number: "desc" }],
    take: LIMIT,
  });
  const nameOf = await readStaffNames(
    db(),
    rows.map((row) => row.createdBy),
  );
  return rows.map((row) => {
    const drafterIds = [row.createdBy, ...row.contributors.map((contributor) => contributor.staffId)];
    const moves = movesOf(ctx, { ...row, drafterIds });
    return {
      number: row.number,
      title: row.title,
      status: statusOf(row, ctx.now),
      effectiveAt: row.effectiveAt.toISOString(),
      createdBy: nameOf(row.createdBy),
      createdAt: row.createdAt.toISOString(),
      itemCount: row._count.items,
      waitsForMe: moves.includes("approve") || moves.includes("publish"),
    };
  });
}

function whereStatus(status: ChangeSetStatus, now: Date) {
  if (status === "effective") return { status: "published", effectiveAt: { lte: now } };
  if (status === "published") return { status, effectiveAt: { gt: now } };
  return { status };
}
