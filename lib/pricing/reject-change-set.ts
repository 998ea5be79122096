import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import type { ReasonedMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

/** Refuses a submitted set, with the reason that its authors will read. */
export async function rejectChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ReasonedMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:approve");

  return inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "reject", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    await writeStatus(tx, set, "reject", { closedBy: staff.staffId, closedAt: ctx.now, closedReason: input.reason });
    return finishMove(tx, ctx, { action: "change_set.rejected", before: set, reason: input.reason });
  });
}
