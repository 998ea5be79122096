import type { z } from "zod";
import { requireStaff } from "@/lib/auth/require-permission";
import { dropCatalogueCache } from "@/lib/catalogue/get-catalogue";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { announceCatalogueChange } from "@/lib/pricing/announce-catalogue-change";
import type { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { finishMove } from "@/lib/pricing/finish-move";
import { lockPricedItems } from "@/lib/pricing/priced-items";
import { requirePublishable } from "@/lib/pricing/require-publishable";
import { beginMove, writeStatus } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";
import { announceVersion } from "@/lib/pricing/write-versions";

/**
 * Makes an approved set public: its versions exist from here on, and are in force from its instant. Two sets on one item
 * wait for each other here, and the second is refused.
 */
export async function publishChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof ChangeSetMoveInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:publish");

  const published = await inTransaction(async (tx) => {
    const { set, repeated } = await beginMove(tx, { staff, now: ctx.now, name: "publish", ...input });
    if (repeated) return toChangeSetView(tx, ctx, set);
    await lockPricedItems(tx, set.items);
    const priced = await requirePublishable(tx, set, ctx.now);
    for (const item of priced) {
      const change = set.items.find(({ kind, itemId }) => kind === item.kind && itemId === item.id);
      if (!change) throw new Error(`change set ${set.number} lost an item`);
      const { effectiveAt, id: changeSetId } = set;
      await announceVersion(tx, item, { changeSetId, terms: change.after, effectiveAt, now: ctx.now });
    }
    await writeStatus(tx, set, "publish", { publishedBy: staff.staffId, publishedAt: ctx.now });
    await announceCatalogueChange(tx, set.number);
    return finishMove(tx, ctx, { action: "change_set.published", before: set });
  });
  // This process's own readers see it at once; the others are told by the notice.
  dropCatalogueCache();
  return published;
}
