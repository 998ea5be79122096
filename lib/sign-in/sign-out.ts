import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { endSessions } from "@/lib/sign-in/store";

/** Ends this browser's customer sign-in. Signing out twice, or signed out, changes nothing. Open to everyone. */
export async function signOut(ctx: RequestContext): Promise<{ signedOut: true }> {
  const { actor } = ctx;
  if (actor.kind === "customer")
    await inTransaction((tx) => endSessions(tx, actor.cell, actor.accountId, { only: actor.sessionId }));
  return { signedOut: true };
}
