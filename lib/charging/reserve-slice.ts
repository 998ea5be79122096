import type { Slice, SlicePart } from "@/lib/charging/charging";
import { holdsLease, insertSlice, lockAccounts, lockGrants, writeGrants, type LockedGrant } from "@/lib/charging/store";
import { inSqlTransaction } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { compareBurnDown, scopeCovers } from "@/lib/grants/bucket";
import { newUuid } from "@/lib/ids/ids";

export interface SliceRequest {
  cell: number;
  accountId: string;
  keyId: string;
  nodeId: string;
  modelCode: string;
  wantTokens: number;
  at: Date;
}

export interface ReservedSlice {
  /** Null when no bucket that may pay for the model has anything left to reserve. */
  slice: Slice | null;
  /** What buckets for this model still hold, in all and the part of it that was already set aside before this call. */
  leftTokens: number;
  heldTokens: number;
}

/**
 * Moves up to `wantTokens` from remaining to reserved, in burn-down order, under locks on that account alone. May give
 * less than wanted, never more than the buckets have. Throws UNAVAILABLE when the node's lease is over, ACCOUNT_FROZEN.
 */
export async function reserveSlice(request: SliceRequest): Promise<ReservedSlice> {
  const { cell, accountId, at } = request;
  return inSqlTransaction(async (sql) => {
    const status = (await lockAccounts(sql, cell, [accountId])).get(accountId);
    if (status === undefined) throw new AppError("NOT_FOUND");
    if (status !== "active") throw new AppError("ACCOUNT_FROZEN");
    if (!(await holdsLease(sql, request.nodeId))) throw new AppError("UNAVAILABLE");

    const live = await lockGrants(sql, cell, [accountId], at, []);
    const payers = live.filter((grant) => maySpend(grant, request)).sort(compareBurnDown);
    const leftTokens = payers.reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0);
    const heldTokens = payers.reduce((sum, grant) => sum + grant.reserved, 0);

    const { parts, touched } = takeParts(payers, request.wantTokens);
    if (parts.length === 0) return { slice: null, leftTokens, heldTokens };
    const slice: Slice = { id: newUuid(at), cell, accountId, keyId: request.keyId, parts };
    await writeGrants(sql, cell, touched);
    await insertSlice(sql, slice, request.nodeId, at);
    return { slice, leftTokens, heldTokens };
  });
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
      expiresAt: grant.expiresAtDate,
    });
  }
  return { parts, touched };
}
