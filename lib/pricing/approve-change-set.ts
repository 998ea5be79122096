import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import type { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { requirePublishable } from "@/lib/pricing/require-publishable";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

/** Approves exactly the version that the approver read. Nobody who drafted or edited it can (the database refuses too). */
export async function approveChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ChangeSetMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:approve");

  return inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "approve", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    await requirePublishable(tx, set, ctx.now);
    await writeStatus(tx, set, "approve", { approvedBy: staff.staffId, approvedAt: ctx.now });
    return finishMove(tx, ctx, { action: "change_set.approved", before: set });
  });
}
