import { z } from "zod";
import type { AuditFilters } from "@/lib/audit/audit-entry";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";

export const FindAuditFiltersInput = z.strictObject({});

/** What the audit chain can be filtered by: everybody who works here, and every action that ever happened. */
export async function findAuditFilters(
  ctx: RequestContext,
  _input: z.infer<typeof FindAuditFiltersInput>,
): Promise<AuditFilters> {
  requirePermission(ctx.actor, "audit:read");
  const staff = await db().staffMember.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
  const actions = await db().auditEntry.findMany({
    distinct: ["action"],
    select: { action: true },
    orderBy: { action: "asc" },
  });
  return {
    actors: staff.map(({ id, name }) => ({ id: showId("stf", id), name })),
    actions: actions.map((row) => row.action),
  };
}
