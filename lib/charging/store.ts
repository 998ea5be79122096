import { z } from "zod";
import { type BurningGrant, type BurningPart, type BurnState, partKey } from "@/lib/charging/burn";
import type { Slice } from "@/lib/charging/charging";
import { queryRows, type Sql } from "@/lib/db/sql";
import { toPlanTokens } from "@/lib/money/amounts";

const tokens = z.coerce.bigint().transform((value): number => toPlanTokens(value));

const GrantRow = z.object({
  id: z.string(),
  account_id: z.string(),
  model_scope: z.array(z.string()),
  net_price_fen: z.coerce.number(),
  starts_at: z.date(),
  expires_at: z.date(),
  created_at: z.date(),
  weights_at: z.date(),
  remaining_tokens: tokens,
  reserved_tokens: tokens,
  consumed_tokens: tokens,
});

export interface LockedGrant extends BurningGrant {
  weightsAt: Date;
  expiresAtDate: Date;
}

function toLockedGrant(row: z.output<typeof GrantRow>): LockedGrant {
  return {
    id: row.id,
    accountId: row.account_id,
    modelScope: row.model_scope,
    free: row.net_price_fen === 0,
    startsAt: row.starts_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    createdAt: row.created_at.getTime(),
    remaining: row.remaining_tokens,
    reserved: row.reserved_tokens,
    consumed: row.consumed_tokens,
    weightsAt: row.weights_at,
    expiresAtDate: row.expires_at,
  };
}

const GRANT_COLUMNS =
  "id, account_id, model_scope, net_price_fen, starts_at, expires_at, created_at, weights_at, remaining_tokens, reserved_tokens, consumed_tokens";

/** Locks accounts in id order. First in every charging transaction (decisions 2: account, grants by id, key). */
export async function lockAccounts(
  sql: Sql,
  cell: number,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await queryRows(
    sql,
    z.object({ id: z.string(), status: z.string() }),
    "SELECT id, status FROM account WHERE cell = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE",
    [cell, [...new Set(accountIds)]],
  );
  return new Map(rows.map((row) => [row.id, row.status]));
}

/** Locks the accounts' buckets that were alive at `since` or later, and those named, in id order. */
export async function lockGrants(
  sql: Sql,
  cell: number,
  accountIds: readonly string[],
  since: Date,
  grantIds: readonly string[],
): Promise<LockedGrant[]> {
  const rows = await queryRows(
    sql,
    GrantRow,
    `SELECT ${GRANT_COLUMNS} FROM token_grant
      WHERE cell = $1 AND (id = ANY($4::uuid[]) OR (account_id = ANY($2::uuid[]) AND expires_at > $3::timestamptz AND remaining_tokens + reserved_tokens > 0))
      ORDER BY id FOR UPDATE`,
    [cell, [...new Set(accountIds)], since, [...new Set(grantIds)]],
  );
  return rows.map(toLockedGrant);
}

/** Locks the open parts of slices, in key order. Parts of released or lapsed slices do not come back. */
export async function lockOpenParts(sql: Sql, cell: number, sliceIds: readonly string[]): Promise<BurningPart[]> {
  const rows = await queryRows(
    sql,
    z.object({ slice_id: z.string(), grant_id: z.string(), reserved_tokens: tokens, consumed_tokens: tokens }),
    `SELECT p.slice_id, p.grant_id, p.reserved_tokens, p.consumed_tokens
       FROM slice_part p JOIN slice s ON s.cell = p.cell AND s.id = p.slice_id
      WHERE p.cell = $1 AND s.cell = $1 AND s.status = 'open' AND p.slice_id = ANY($2::uuid[])
      ORDER BY p.slice_id, p.grant_id FOR UPDATE OF p`,
    [cell, [...new Set(sliceIds)]],
  );
  return rows.map((row) => ({
    sliceId: row.slice_id,
    grantId: row.grant_id,
    reserved: row.reserved_tokens,
    consumed: row.consumed_tokens,
  }));
}

/** Writes the amounts of locked buckets back; each bucket once, in one statement. */
export async function writeGrants(sql: Sql, cell: number, grants: Iterable<BurningGrant>): Promise<void> {
  const rows = [...grants].map(({ id, remaining, reserved, consumed }) => ({ id, remaining, reserved, consumed }));
  if (rows.length === 0) return;
  await sql(
    `UPDATE token_grant g SET remaining_tokens = n.remaining, reserved_tokens = n.reserved, consumed_tokens = n.consumed
       FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, remaining bigint, reserved bigint, consumed bigint)
      WHERE g.cell = $1 AND g.id = n.id`,
    [cell, JSON.stringify(rows)],
  );
}

/** Writes the amounts of locked slice parts back. */
export async function writeParts(sql: Sql, cell: number, parts: Iterable<BurningPart>): Promise<void> {
  const rows = [...parts].map((part) => ({
    slice_id: part.sliceId,
    grant_id: part.grantId,
    reserved: part.reserved,
    consumed: part.consumed,
  }));
  if (rows.length === 0) return;
  await sql(
    `UPDATE slice_part p SET reserved_tokens = n.reserved, consumed_tokens = n.consumed
       FROM jsonb_to_recordset($2::jsonb) AS n(slice_id uuid, grant_id uuid, reserved bigint, consumed bigint)
      WHERE p.cell = $1 AND p.slice_id = n.slice_id AND p.grant_id = n.grant_id`,
    [cell, JSON.stringify(rows)],
  );
}

/** Stores a new open slice with its parts. */
export async function insertSlice(sql: Sql, slice: Slice, nodeId: string, at: Date): Promise<void> {
  await sql("INSERT INTO slice (cell, id, node_id, account_id, key_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)", [
    slice.cell,
    slice.id,
    nodeId,
    slice.accountId,
    slice.keyId,
    at,
  ]);
  const rows = slice.parts.map((part) => ({ grant_id: part.grantId, tokens: part.tokens }));
  await sql(
    `INSERT INTO slice_part (cell, slice_id, grant_id, reserved_tokens)
     SELECT $1::smallint, $2::uuid, n.grant_id, n.tokens FROM jsonb_to_recordset($3::jsonb) AS n(grant_id uuid, tokens bigint)`,
    [slice.cell, slice.id, JSON.stringify(rows)],
  );
}

/** True while the node's lease holds, by the database's clock (decisions 10). */
export async function holdsLease(sql: Sql, nodeId: string): Promise<boolean> {
  const rows = await sql("SELECT 1 FROM node_lease WHERE id = $1 AND left_at IS NULL AND expires_at > now()", [nodeId]);
  return rows.length > 0;
}

/** Locks an open slice's account, then its parts and buckets, and gives what is unspent back to the buckets. */
export async function closeSlice(
  sql: Sql,
  cell: number,
  sliceId: string,
  status: "released" | "lapsed",
  at: Date,
): Promise<number> {
  const [owner] = await queryRows(
    sql,
    z.object({ account_id: z.string() }),
    "SELECT account_id FROM slice WHERE cell = $1 AND id = $2 AND status = 'open'",
    [cell, sliceId],
  );
  if (!owner) return 0;
  await lockAccounts(sql, cell, [owner.account_id]);
  // Grants before slice parts, as settlement does; the part list of a slice never changes.
  const named = await queryRows(
    sql,
    z.object({ grant_id: z.string() }),
    "SELECT grant_id FROM slice_part WHERE cell = $1 AND slice_id = $2",
    [cell, sliceId],
  );
  const grants = await lockGrants(
    sql,
    cell,
    [],
    at,
    named.map((row) => row.grant_id),
  );
  const parts = await lockOpenParts(sql, cell, [sliceId]);
  if (parts.length === 0) return 0;
  const byId = new Map(grants.map((grant) => [grant.id, grant]));
  let returned = 0;
  for (const part of parts) {
    const grant = byId.get(part.grantId);
    if (!grant) throw new Error("a slice part without its bucket");
    grant.reserved -= part.reserved;
    grant.remaining += part.reserved;
    returned += part.reserved;
    part.reserved = 0;
  }
  await writeGrants(sql, cell, grants);
  await writeParts(sql, cell, parts);
  await sql("UPDATE slice SET status = $3, closed_at = $4, returned_tokens = $5 WHERE cell = $1 AND id = $2", [
    cell,
    sliceId,
    status,
    at,
    returned,
  ]);
  return returned;
}

/** What burn works on, from locked rows. */
export function burnStateOf(grants: readonly LockedGrant[], parts: readonly BurningPart[]): BurnState {
  return {
    grants: new Map(grants.map((grant) => [grant.id, grant])),
    parts: new Map(parts.map((part) => [partKey(part.sliceId, part.grantId), part])),
  };
}
