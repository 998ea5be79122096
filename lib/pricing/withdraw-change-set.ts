import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { announceCatalogueChange } from "@/lib/pricing/announce-catalogue-change";
import type { ReasonedMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { lockPricedItems, readPricedItems } from "@/lib/pricing/priced-items";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";
import { retractVersion } from "@/lib/pricing/write-versions";

/** Takes back an approved or published set before its instant. What was announced stays visible as withdrawn. */
export async function withdrawChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ReasonedMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:withdraw");

  return inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "withdraw", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    if (set.status === "published") {
      await lockPricedItems(tx, set.items);
      const priced = await readPricedItems(tx, ctx.now);
      const touched = priced.filter((item) =>
        set.items.some(({ kind, itemId }) => kind === item.kind && itemId === item.id),
      );
      for (const item of touched) await retractVersion(tx, item, set.id);
    }
    await writeStatus(tx, set, "withdraw", {
      closedBy: staff.staffId,
      closedAt: ctx.now,
      closedReason: input.reason,
    });
    await announceCatalogueChange(tx, set.number);
    return finishMove(tx, ctx, { action: "change_set.withdrawn", before: set, reason: input.reason });
  });
}
