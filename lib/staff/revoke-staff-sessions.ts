import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { endStaffSessions } from "@/lib/staff/store";

export const RevokeStaffSessionsInput = z.strictObject({ which: z.enum(["others", "all"]) });

/** Signs the member out of every other browser, or of every one including this. */
export async function revokeStaffSessions(
  ctx: RequestContext,
  input: z.output<typeof RevokeStaffSessionsInput>,
): Promise<{ revoked: number; which: "others" | "all" }> {
  const { staffId, sessionId } = requireStaff(ctx.actor, "staff-session:revoke");
  return inTransaction(async (tx) => {
    const revoked = await endStaffSessions(tx, staffId, input.which === "others" ? { except: sessionId } : {});
    if (revoked > 0) {
      await recordAudit(tx, ctx, "staff.sessions-revoked", {
        subjectKind: "staff",
        subjectId: staffId,
        after: { which: input.which, revoked },
      });
    }
    return { revoked, which: input.which };
  });
}
