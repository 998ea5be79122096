import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { type ApiClientView, toApiClientView } from "@/lib/ingestion/api-client-view";

export const FindApiClientsInput = z.strictObject({});

/** The systems that may report usage, newest first; those that may no longer come last. */
export async function findApiClients(
  ctx: RequestContext,
  _input: z.output<typeof FindApiClientsInput>,
): Promise<ApiClientView[]> {
  requirePermission(ctx.actor, "api-client:read");
  const rows = await db().apiClient.findMany({ orderBy: [{ createdAt: "desc" }, { name: "asc" }] });
  const views = rows.map(toApiClientView);
  return [...views.filter((view) => view.revokedAt === null), ...views.filter((view) => view.revokedAt !== null)];
}
