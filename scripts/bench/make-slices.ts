import { joinNode } from "@/lib/charging/node-lease";
import { poolSql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import type { BenchAccount } from "./make-accounts";

/** An account and the slice of it that a gateway node holds. */
export interface SlicedAccount extends BenchAccount {
  sliceId: string;
}

/** One open slice per account and key, as `reserveSlice` leaves them: moved from remaining to reserved, in one part. */
export async function makeSlices(
  accounts: readonly BenchAccount[],
  tokensEach: number,
  at: Date,
): Promise<SlicedAccount[]> {
  const { nodeId } = await joinNode();
  const sliced = accounts.map((account) => ({ ...account, sliceId: newUuid(at) }));
  const rows = JSON.stringify(sliced.map(({ secret: _secret, ...account }) => account));
  await poolSql(SLICES, [rows, nodeId, at]);
  await poolSql(PARTS, [rows, tokensEach]);
  await poolSql(RESERVE, [rows, tokensEach]);
  return sliced;
}

const MADE = `jsonb_to_recordset($1::jsonb) AS n(cell smallint, "accountId" uuid, "grantId" uuid, "keyId" uuid, "sliceId" uuid)`;

const SLICES = `
  INSERT INTO slice (cell, id, node_id, account_id, key_id, created_at)
  SELECT cell, "sliceId", $2::uuid, "accountId", "keyId", $3::timestamptz FROM ${MADE}`;

const PARTS = `
  INSERT INTO slice_part (cell, slice_id, grant_id, reserved_tokens)
  SELECT cell, "sliceId", "grantId", $2::bigint FROM ${MADE}`;

const RESERVE = `
  UPDATE token_grant g SET remaining_tokens = g.remaining_tokens - $2::bigint, reserved_tokens = g.reserved_tokens + $2::bigint
    FROM ${MADE} WHERE g.cell = n.cell AND g.id = n."grantId"`;
