import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { PricedItemView } from "@/lib/pricing/change-set-view";
import { readPricedItems } from "@/lib/pricing/priced-items";

export const FindPricedItemsInput = z.strictObject({});

/** Everything on sale that a change set can change, with its terms in force. */
export async function findPricedItems(
  ctx: RequestContext,
  _input: z.infer<typeof FindPricedItemsInput>,
): Promise<PricedItemView[]> {
  requirePermission(ctx.actor, "pricing:read");
  const items = await readPricedItems(db(), ctx.now);
  const setIds = items.flatMap((item) => item.announced?.changeSetId ?? []);
  const sets = await db().changeSet.findMany({ where: { id: { in: setIds } }, select: { id: true, number: true } });
  return items.flatMap((item) => {
    if (!item.current) return [];
    const { kind, code, name, current, announced } = item;
    const announcedIn = sets.find((set) => set.id === announced?.changeSetId)?.number ?? null;
    return [{ kind, code, name, terms: current.terms, announcedIn }];
  });
}
