import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import type { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

/** Takes a submitted set back to draft, to change it before anyone decides. */
export async function takeBackChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ChangeSetMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:draft");

  return inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "takeBack", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    await writeStatus(tx, set, "takeBack", { submittedBy: null, submittedAt: null });
    return finishMove(tx, ctx, { action: "change_set.taken_back", before: set });
  });
}
