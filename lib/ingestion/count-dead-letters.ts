import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { CELLS } from "@/lib/ids/cell";

/** How many reported events wait because they could not be charged. */
export async function countDeadLetters(ctx: RequestContext): Promise<number> {
  requirePermission(ctx.actor, "dead-letter:read");
  const [row] = await queryRows(
    poolSql,
    z.object({ count: z.coerce.number() }),
    "SELECT count(*) AS count FROM ingested_event WHERE cell = ANY($1::smallint[]) AND status = 'dead'",
    [CELLS],
  );
  return row?.count ?? 0;
}
