import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { AppError } from "@/lib/errors/app-error";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import type { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { requirePublishable } from "@/lib/pricing/require-publishable";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

/** Hands a draft to the approvers. It says why, and could become prices as it stands. */
export async function submitChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ChangeSetMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:draft");

  return inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "submit", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    if (set.reason === "") throw new AppError("INVALID_INPUT", { field: "reason" });
    await requirePublishable(tx, set, ctx.now);
    await writeStatus(tx, set, "submit", { submittedBy: staff.staffId, submittedAt: ctx.now });
    return finishMove(tx, ctx, { action: "change_set.submitted", before: set });
  });
}
