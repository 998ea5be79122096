import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { CHANGE_SET_NUMBER } from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { readChangeSet } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

export const GetChangeSetInput = z.strictObject({ number: z.string().regex(CHANGE_SET_NUMBER) });

/** One change set by its number. */
export async function getChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof GetChangeSetInput>,
): Promise<ChangeSetView> {
  requirePermission(ctx.actor, "pricing:read");
  return toChangeSetView(db(), ctx, await readChangeSet(db(), input.number));
}
