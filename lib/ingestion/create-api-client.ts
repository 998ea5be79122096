import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { violates } from "@/lib/db/constraint";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newId, showId } from "@/lib/ids/ids";
import { clientHint, clientHmac, newClientSecret } from "@/lib/ingestion/api-client";
import { type ApiClientView, toApiClientView } from "@/lib/ingestion/api-client-view";

export const CreateApiClientInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** CloudEvents sources it may report for; none allows every one. */
  sources: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
});

/** Lets one more system report usage. The secret is in this answer and nowhere else. Throws CLIENT_NAME_TAKEN. */
export async function createApiClient(
  ctx: RequestContext,
  input: z.output<typeof CreateApiClientInput>,
): Promise<{ client: ApiClientView; secret: string }> {
  requirePermission(ctx.actor, "api-client:create");
  const createdBy = ctx.actor.kind === "staff" ? ctx.actor.staffId : null;
  const secret = newClientSecret();
  const sources = [...new Set(input.sources)];
  try {
    return await inTransaction(async (tx) => {
      if (await tx.apiClient.findUnique({ where: { name: input.name } })) throw new AppError("CLIENT_NAME_TAKEN");
      const row = await tx.apiClient.create({
        data: {
          id: newId("cli", ctx.now),
          name: input.name,
          secretHmac: clientHmac(secret),
          hint: clientHint(secret),
          sources,
          createdBy,
          createdAt: ctx.now,
        },
      });
      await recordAudit(tx, ctx, "api_client.created", {
        subjectKind: "api_client",
        subjectId: showId("cli", row.id),
        after: { name: row.name, hint: row.hint, sources },
      });
      return { client: toApiClientView(row), secret };
    });
  } catch (error) {
    // Two at once: the second meets the first one's row here.
    if (violates(error, "api_client_name_key")) throw new AppError("CLIENT_NAME_TAKEN");
    throw error;
  }
}
