import { requireStaff } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";

/** How many of one's own recovery codes are unused. The codes themselves are never shown again. */
export async function getRecoveryCodes(ctx: RequestContext): Promise<{ unused: number }> {
  const { staffId } = requireStaff(ctx.actor, "recovery-code:regenerate");
  return { unused: await db().staffRecoveryCode.count({ where: { staffId, usedAt: null } }) };
}
