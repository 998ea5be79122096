import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { endSessions } from "@/lib/sign-in/store";

export const RevokeSessionInput = z.strictObject({ sessionId: idOf("ses") });

/** Signs one of the customer's browsers out, at once. Doing it twice changes nothing; another account's id is NOT_FOUND. */
export async function revokeSession(
  ctx: RequestContext,
  input: z.output<typeof RevokeSessionInput>,
): Promise<{ revoked: number }> {
  const { cell, accountId } = requireCustomer(ctx.actor, "session:revoke");
  return inTransaction(async (tx) => {
    const own = await tx.customerSession.findFirst({
      where: { cell, accountId, id: input.sessionId },
      select: { id: true },
    });
    if (!own) throw new AppError("NOT_FOUND");
    return { revoked: await endSessions(tx, cell, accountId, { only: own.id }) };
  });
}
