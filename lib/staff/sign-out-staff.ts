import { recordAudit } from "@/lib/audit/record-audit";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { endStaffSessions } from "@/lib/staff/store";

/** Ends this browser's staff sign-in. Signing out twice, or signed out, changes nothing. Open to everyone. */
export async function signOutStaff(ctx: RequestContext): Promise<{ signedOut: true }> {
  const { actor } = ctx;
  if (actor.kind !== "staff") return { signedOut: true };
  return inTransaction(async (tx) => {
    const ended = await endStaffSessions(tx, actor.staffId, { only: actor.sessionId });
    if (ended > 0) {
      await recordAudit(tx, ctx, "staff.signed-out", {
        subjectKind: "staff",
        subjectId: actor.staffId,
        after: { sessionId: actor.sessionId },
      });
    }
    return { signedOut: true };
  });
}
