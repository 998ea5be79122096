import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { endSessions } from "@/lib/sign-in/store";

export const RevokeSessionsInput = z.strictObject({ which: z.enum(["others", "all"]) });

/** Signs the customer out of every other browser, or of every one including this. */
export async function revokeSessions(
  ctx: RequestContext,
  input: z.output<typeof RevokeSessionsInput>,
): Promise<{ revoked: number; which: "others" | "all" }> {
  const { cell, accountId, sessionId } = requireCustomer(ctx.actor, "session:revoke");
  const except = input.which === "others" ? { except: sessionId } : {};
  const revoked = await inTransaction((tx) => endSessions(tx, cell, accountId, except));
  return { revoked, which: input.which };
}
