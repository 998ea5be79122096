import { requireCustomer } from "@/lib/auth/require-permission";
import { toSessionViews, type SessionView } from "@/lib/auth/session-view";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { systemNow } from "@/lib/time/clock";

/** The customer's live sign-ins, this browser first. */
export async function findSessions(ctx: RequestContext): Promise<SessionView[]> {
  const { cell, accountId, sessionId } = requireCustomer(ctx.actor, "account:read");
  const rows = await db().customerSession.findMany({
    where: { cell, accountId, revokedAt: null, expiresAt: { gt: systemNow() } },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
  return toSessionViews(rows, sessionId);
}
