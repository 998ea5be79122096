import { requireStaff } from "@/lib/auth/require-permission";
import { staffIdleSince } from "@/lib/auth/session-policy";
import { toSessionViews, type SessionView } from "@/lib/auth/session-view";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { systemNow } from "@/lib/time/clock";

/** The staff member's own live sign-ins, this browser first. */
export async function findStaffSessions(ctx: RequestContext): Promise<SessionView[]> {
  const { staffId, sessionId } = requireStaff(ctx.actor, "staff-session:revoke");
  const at = systemNow();
  const rows = await db().staffSession.findMany({
    where: { staffId, revokedAt: null, expiresAt: { gt: at }, lastSeenAt: { gt: staffIdleSince(at) } },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
  return toSessionViews(rows, sessionId);
}
