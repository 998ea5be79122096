import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf, showId } from "@/lib/ids/ids";
import { type ApiClientView, toApiClientView } from "@/lib/ingestion/api-client-view";

export const RevokeApiClientInput = z.strictObject({ clientId: idOf("cli") });

/** Ends a system's access at once: every request looks the secret up. What it reported stays. Revoking twice changes nothing. */
export async function revokeApiClient(
  ctx: RequestContext,
  { clientId }: z.output<typeof RevokeApiClientInput>,
): Promise<ApiClientView> {
  requireStaff(ctx.actor, "api-client:revoke");
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM api_client WHERE id = ${clientId}::uuid FOR UPDATE`;
    const client = await tx.apiClient.findUnique({ where: { id: clientId } });
    if (!client) throw new AppError("NOT_FOUND");
    if (client.revokedAt) return toApiClientView(client);
    const revoked = await tx.apiClient.update({ where: { id: clientId }, data: { revokedAt: ctx.now } });
    await recordAudit(tx, ctx, "api_client.revoked", {
      subjectKind: "api_client",
      subjectId: showId("cli", clientId),
      before: { revokedAt: null },
      after: { revokedAt: ctx.now.toISOString() },
    });
    return toApiClientView(revoked);
  });
}
