import { z } from "zod";
import { findOpenParts, grantChanges, lockGrants, partChanges } from "@/lib/charging/store";
import { type Change, runTogether } from "@/lib/db/run-together";
import { inSqlTransaction, queryRows, type Sql } from "@/lib/db/sql";
import { businessNow } from "@/lib/time/clock";

/** What of a slice goes back to its buckets. */
export interface SliceReturn {
  cell: number;
  sliceId: string;
  /** By bucket; the slice stays open for the rest. "all" closes it. */
  tokens: ReadonlyMap<string, number> | "all";
}

const BucketRow = z.object({ cell: z.number(), id: z.string() });

/**
 * Gives unspent tokens of slices back to their buckets, in one transaction. A closed slice has nothing to give: repeating
 * "all" changes nothing. `status` says why slices are closed. Returns how many plan tokens went back. No slice twice.
 */
export async function releaseSlices(
  returns: readonly SliceReturn[],
  status: "released" | "lapsed" = "released",
): Promise<number> {
  if (returns.length === 0) return 0;
  return inSqlTransaction((sql) => release(sql, returns, status));
}

async function release(sql: Sql, returns: readonly SliceReturn[], status: string): Promise<number> {
  const slices = returns.map(({ cell, sliceId }) => ({ cell, id: sliceId }));
  // Which buckets a slice is of never changes, so they can be found before they are locked.
  const named = await queryRows(
    sql,
    BucketRow,
    `SELECT DISTINCT p.cell, p.grant_id AS id FROM unnest($1::smallint[], $2::uuid[]) AS n(cell, id)
       JOIN slice_part p ON p.cell = n.cell AND p.slice_id = n.id`,
    [slices.map(({ cell }) => cell), slices.map(({ id }) => id)],
  );
  const [locked, parts] = await Promise.all([lockGrants(sql, named), findOpenParts(sql, slices)]);
  const grants = new Map(locked.map((grant) => [grant.id, grant]));

  const wanted = new Map(returns.map(({ sliceId, tokens }) => [sliceId, tokens]));
  const given = new Map<string, number>();
  for (const part of parts) {
    const grant = grants.get(part.grantId);
    if (!grant) throw new Error("a slice part without its bucket");
    const asked = wanted.get(part.sliceId) ?? "all";
    const tokens = asked === "all" ? part.reserved : Math.min(part.reserved, asked.get(part.grantId) ?? 0);
    part.reserved -= tokens;
    grant.reserved -= tokens;
    grant.remaining += tokens;
    given.set(part.sliceId, (given.get(part.sliceId) ?? 0) + tokens);
  }
  const closing = returns.filter(({ tokens }) => tokens === "all");
  await runTogether(sql, [
    ...grantChanges(grants.values()),
    ...partChanges(parts),
    ...closingChanges(closing, { given, status }),
  ]);
  return [...given.values()].reduce((sum, tokens) => sum + tokens, 0);
}

/** Those that were closed before stay as they are: whoever closed them held the locks of their buckets, as we do now. */
function closingChanges(
  slices: readonly SliceReturn[],
  { given, status }: { given: ReadonlyMap<string, number>; status: string },
): Change[] {
  if (slices.length === 0) return [];
  const text = `UPDATE slice s SET status = $4, closed_at = $5::timestamptz, returned_tokens = n.returned
       FROM unnest($1::smallint[], $2::uuid[], $3::bigint[]) AS n(cell, id, returned)
      WHERE s.cell = n.cell AND s.id = n.id AND s.status = 'open'`;
  const values = [
    slices.map(({ cell }) => cell),
    slices.map(({ sliceId }) => sliceId),
    slices.map(({ sliceId }) => given.get(sliceId) ?? 0),
    status,
    businessNow(),
  ];
  return [{ text, values }];
}
