import { z } from "zod";
import type { Slice, SlicePart } from "@/lib/charging/charging";
import { type CapLeft, narrowestCap } from "@/lib/charging/key-caps";
import { findKeyStandings } from "@/lib/charging/key-standings";
import { LEASE_HOLDS } from "@/lib/charging/node-lease";
import { grantChanges, lockLiveGrants, type LockedGrant } from "@/lib/charging/store";
import { type Change, runTogether } from "@/lib/db/run-together";
import { inSqlTransaction, queryRows, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { compareBurnDown, scopeCovers } from "@/lib/grants/bucket";
import { newUuid } from "@/lib/ids/ids";
import { shanghaiDay, toInstant } from "@/lib/time/calendar";

export interface SliceRequest {
  cell: number;
  accountId: string;
  keyId: string;
  nodeId: string;
  modelCode: string;
  /** Without these the call at hand cannot be served. */
  needTokens: number;
  /** What would be welcome; beyond the need only a share of what nobody holds is given, so that other nodes and keys find some too. */
  wantTokens: number;
  at: Date;
}

/**
 * A slice beyond the need takes at most this part of what nobody holds: no call ever holds a whole balance that it does not need,
 * and of a balance for a few more calls nothing lies split over nodes and keys.
 */
const SHARE = 32;

export interface ReservedSlice {
  /** Null when no bucket that may pay for the model has anything left to reserve, or the key is at its cap. */
  slice: Slice | null;
  /** What buckets for this model still hold, in all and the part of it that was already set aside before this call. */
  leftTokens: number;
  heldTokens: number;
  /** Held by slices of other nodes; asked only when less was given than needed. */
  elsewhereTokens: number;
  /** The key's cap that made the slice smaller than the buckets would have; null when none did. */
  cap: CapLeft | null;
}

/**
 * Moves what is needed, up to what is wanted, from remaining to reserved, in burn-down order, under locks on that account alone. May give
 * less than needed, never more than the buckets have nor than the key's caps leave. Throws UNAVAILABLE when the node's
 * lease is over, ACCOUNT_FROZEN.
 */
export async function reserveSlice(request: SliceRequest): Promise<ReservedSlice> {
  const { cell, accountId, keyId, at } = request;
  return inSqlTransaction(async (sql) => {
    const [{ isCapped }, live] = await Promise.all([
      lockPayer(sql, request),
      lockLiveGrants(sql, [{ cell, id: accountId }], at),
    ]);
    const payers = live.filter((grant) => maySpend(grant, request)).sort(compareBurnDown);
    const leftTokens = payers.reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0);
    const heldTokens = payers.reduce((sum, grant) => sum + grant.reserved, 0);
    const [standing] = isCapped ? await findKeyStandings(sql, [{ cell, accountId, keyId, day: shanghaiDay(at) }]) : [];
    const narrowest = standing ? narrowestCap(standing) : null;

    const most = mostTokens(request, leftTokens - heldTokens);
    const cap = narrowest && narrowest.leftTokens < most ? narrowest : null;
    const { parts, touched } = takeParts(payers, cap?.leftTokens ?? most);
    const given = parts.reduce((sum, part) => sum + part.tokens, 0);
    const elsewhereTokens = given < request.needTokens ? await heldElsewhere(sql, request) : 0;
    const answer = { leftTokens, heldTokens, elsewhereTokens, cap };
    if (given === 0) return { slice: null, ...answer };
    const modelCode = live.every(({ modelScope }) => modelScope.length === 0) ? null : request.modelCode;
    const slice: Slice = { id: newUuid(at), cell, accountId, keyId, modelCode, parts };
    await runTogether(sql, [...grantChanges(touched), ...sliceChanges(slice, request.nodeId, at)]);
    return { slice, ...answer };
  });
}

function mostTokens({ needTokens, wantTokens }: SliceRequest, freeTokens: number): number {
  const most = Math.max(needTokens, Math.min(wantTokens, Math.floor(freeTokens / SHARE)));
  return Math.min(most, freeTokens);
}

const Elsewhere = z.object({ tokens: z.coerce.number() });

async function heldElsewhere(sql: Sql, { cell, accountId, nodeId }: SliceRequest): Promise<number> {
  const [row] = await queryRows(
    sql,
    Elsewhere,
    `SELECT coalesce(sum(p.reserved_tokens), 0) AS tokens FROM slice s JOIN slice_part p ON p.cell = s.cell AND p.slice_id = s.id
      WHERE s.cell = $1 AND s.account_id = $2 AND s.status = 'open' AND s.node_id <> $3`,
    [cell, accountId, nodeId],
  );
  return row?.tokens ?? 0;
}

function maySpend(grant: LockedGrant, { modelCode, at }: SliceRequest): boolean {
  return grant.startsAt <= at.getTime() && at.getTime() < grant.expiresAt && scopeCovers(grant.modelScope, modelCode);
}

function takeParts(payers: readonly LockedGrant[], wantTokens: number): { parts: SlicePart[]; touched: LockedGrant[] } {
  const parts: SlicePart[] = [];
  const touched: LockedGrant[] = [];
  let missing = wantTokens;
  for (const grant of payers) {
    const tokens = Math.min(missing, grant.remaining);
    if (tokens <= 0) continue;
    grant.remaining -= tokens;
    grant.reserved += tokens;
    missing -= tokens;
    touched.push(grant);
    parts.push({
      grantId: grant.id,
      tokens,
      modelScope: grant.modelScope,
      weightsAt: grant.weightsAt,
      free: grant.free,
      expiresAt: toInstant(grant.expiresAt),
      createdAt: toInstant(grant.createdAt),
    });
  }
  return { parts, touched };
}

const Payer = z.object({ status: z.string(), holds_lease: z.boolean(), is_capped: z.boolean().nullable() });

/** Locks the account, first of all (decisions 2). The node's lease must hold by the database's clock (decisions 10). */
async function lockPayer(sql: Sql, { cell, accountId, keyId, nodeId }: SliceRequest): Promise<{ isCapped: boolean }> {
  const [payer] = await queryRows(
    sql,
    Payer,
    `SELECT a.status,
            EXISTS (SELECT 1 FROM node_lease n WHERE n.id = $4 AND ${LEASE_HOLDS}) AS holds_lease,
            (SELECT coalesce(k.day_cap_tokens, k.month_cap_tokens, k.total_cap_tokens) IS NOT NULL
               FROM api_key k WHERE k.cell = a.cell AND k.id = $3) AS is_capped
       FROM account a WHERE a.cell = $1 AND a.id = $2 FOR UPDATE`,
    [cell, accountId, keyId, nodeId],
  );
  if (!payer) throw new AppError("NOT_FOUND");
  if (payer.status !== "active") throw new AppError("ACCOUNT_FROZEN");
  if (!payer.holds_lease) throw new AppError("UNAVAILABLE");
  return { isCapped: payer.is_capped ?? false };
}

function sliceChanges({ cell, id, accountId, keyId, parts }: Slice, nodeId: string, at: Date): Change[] {
  return [
    {
      text: "INSERT INTO slice (cell, id, node_id, account_id, key_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
      values: [cell, id, nodeId, accountId, keyId, at],
    },
    {
      text: `INSERT INTO slice_part (cell, slice_id, grant_id, reserved_tokens)
             SELECT $1::smallint, $2::uuid, n.grant_id, n.tokens FROM unnest($3::uuid[], $4::bigint[]) AS n(grant_id, tokens)`,
      values: [cell, id, parts.map(({ grantId }) => grantId), parts.map(({ tokens }) => tokens)],
    },
  ];
}
