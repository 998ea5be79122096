import { z } from "zod";
import type { BurningGrant, BurningPart } from "@/lib/charging/burn";
import type { Change } from "@/lib/db/run-together";
import { queryRows, type Sql } from "@/lib/db/sql";
import { toPlanTokens } from "@/lib/money/amounts";

/** A row of an account's cell. */
export interface CellRow {
  cell: number;
  id: string;
}

const tokens = z.coerce.bigint().transform((value): number => toPlanTokens(value));

const GrantRow = z.object({
  cell: z.number(),
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
  cell: number;
  weightsAt: Date;
}

const PartRow = z.object({
  cell: z.number(),
  slice_id: z.string(),
  grant_id: z.string(),
  reserved_tokens: tokens,
  consumed_tokens: tokens,
});

export interface OpenPart extends BurningPart {
  cell: number;
}

function toLockedGrant(row: z.output<typeof GrantRow>): LockedGrant {
  return {
    cell: row.cell,
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
  };
}

const GRANT_COLUMNS = `g.cell, g.id, g.account_id, g.model_scope, g.net_price_fen, g.starts_at, g.expires_at, g.created_at, g.weights_at,
  g.remaining_tokens, g.reserved_tokens, g.consumed_tokens`;

/** Locks the accounts' buckets that were alive at `since` or later and hold something, in order. No account twice. */
export async function lockLiveGrants(sql: Sql, accounts: Iterable<CellRow>, since: Date): Promise<LockedGrant[]> {
  const rows = await queryRows(
    sql,
    GrantRow,
    `SELECT ${GRANT_COLUMNS}
       FROM unnest($1::smallint[], $2::uuid[]) AS a(cell, id)
       JOIN token_grant g ON g.cell = a.cell AND g.account_id = a.id
      WHERE g.expires_at > $3::timestamptz AND g.remaining_tokens + g.reserved_tokens > 0
      ORDER BY g.cell, g.id FOR UPDATE OF g`,
    [...columnsOf(accounts), since],
  );
  return rows.map(toLockedGrant);
}

/** Locks the buckets that are named, in order. None twice. */
export async function lockGrants(sql: Sql, named: Iterable<CellRow>): Promise<LockedGrant[]> {
  const [cells, ids] = columnsOf(named);
  if (ids.length === 0) return [];
  const rows = await queryRows(
    sql,
    GrantRow,
    `SELECT ${GRANT_COLUMNS} FROM unnest($1::smallint[], $2::uuid[]) AS n(cell, id)
       JOIN token_grant g ON g.cell = n.cell AND g.id = n.id
      ORDER BY g.cell, g.id FOR UPDATE OF g`,
    [cells, ids],
  );
  return rows.map(toLockedGrant);
}

/**
 * The open parts of slices. Whoever changes a slice holds the locks of all its buckets: lock these before, in an earlier
 * statement. No slice twice. Parts of released or lapsed slices do not come back.
 */
export async function findOpenParts(sql: Sql, slices: Iterable<CellRow>): Promise<OpenPart[]> {
  const rows = await queryRows(
    sql,
    PartRow,
    `SELECT p.cell, p.slice_id, p.grant_id, p.reserved_tokens, p.consumed_tokens
       FROM unnest($1::smallint[], $2::uuid[]) AS n(cell, id)
       JOIN slice s ON s.cell = n.cell AND s.id = n.id AND s.status = 'open'
       JOIN slice_part p ON p.cell = n.cell AND p.slice_id = n.id`,
    columnsOf(slices),
  );
  return rows.map((row) => ({
    cell: row.cell,
    sliceId: row.slice_id,
    grantId: row.grant_id,
    reserved: row.reserved_tokens,
    consumed: row.consumed_tokens,
  }));
}

/** Writes the amounts of locked buckets back; each bucket once. */
export function grantChanges(changed: Iterable<LockedGrant>): Change[] {
  const grants = [...changed];
  if (grants.length === 0) return [];
  const text = `UPDATE token_grant g SET remaining_tokens = n.remaining, reserved_tokens = n.reserved, consumed_tokens = n.consumed
       FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) AS n(cell, id, remaining, reserved, consumed)
      WHERE g.cell = n.cell AND g.id = n.id`;
  const values = [
    grants.map(({ cell }) => cell),
    grants.map(({ id }) => id),
    grants.map(({ remaining }) => remaining),
    grants.map(({ reserved }) => reserved),
    grants.map(({ consumed }) => consumed),
  ];
  return [{ text, values }];
}

/** Writes the amounts of slice parts back, their buckets being locked. */
export function partChanges(changed: Iterable<OpenPart>): Change[] {
  const parts = [...changed];
  if (parts.length === 0) return [];
  const text = `UPDATE slice_part p SET reserved_tokens = n.reserved, consumed_tokens = n.consumed
       FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) AS n(cell, slice_id, grant_id, reserved, consumed)
      WHERE p.cell = n.cell AND p.slice_id = n.slice_id AND p.grant_id = n.grant_id`;
  const values = [
    parts.map(({ cell }) => cell),
    parts.map(({ sliceId }) => sliceId),
    parts.map(({ grantId }) => grantId),
    parts.map(({ reserved }) => reserved),
    parts.map(({ consumed }) => consumed),
  ];
  return [{ text, values }];
}

function columnsOf(rows: Iterable<CellRow>): [number[], string[]] {
  const list = [...rows];
  return [list.map(({ cell }) => cell), list.map(({ id }) => id)];
}
