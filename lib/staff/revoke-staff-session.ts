import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { endStaffSessions } from "@/lib/staff/store";

export const RevokeStaffSessionInput = z.strictObject({ sessionId: idOf("ses") });

/** Signs one of the member's own browsers out, at once. Doing it twice changes nothing; a colleague's id is NOT_FOUND. */
export async function revokeStaffSession(
  ctx: RequestContext,
  input: z.output<typeof RevokeStaffSessionInput>,
): Promise<{ revoked: number }> {
  const { staffId } = requireStaff(ctx.actor, "staff-session:revoke");
  return inTransaction(async (tx) => {
    const own = await tx.staffSession.findFirst({ where: { staffId, id: input.sessionId }, select: { id: true } });
    if (!own) throw new AppError("NOT_FOUND");
    const revoked = await endStaffSessions(tx, staffId, { only: own.id });
    if (revoked > 0) {
      await recordAudit(tx, ctx, "staff.sessions-revoked", {
        subjectKind: "staff",
        subjectId: staffId,
        after: { sessionId: own.id, revoked },
      });
    }
    return { revoked };
  });
}
