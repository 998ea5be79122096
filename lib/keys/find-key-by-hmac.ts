import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

const Row = z.object({ id: z.string(), account_id: z.string(), status: z.string() });

export interface GatewayKey {
  keyId: string;
  accountId: string;
  accountStatus: string;
}

/** The gateway's look-up: the live key whose HMAC this is, with its account's state; null when unknown or revoked. */
export async function findKeyByHmac(cell: number, hmac: string): Promise<GatewayKey | null> {
  const [row] = await queryRows(
    poolSql,
    Row,
    `SELECT k.id, k.account_id, a.status FROM api_key k JOIN account a ON a.cell = k.cell AND a.id = k.account_id
      WHERE k.cell = $1 AND k.secret_hmac = $2 AND k.revoked_at IS NULL`,
    [cell, hmac],
  );
  return row ? { keyId: row.id, accountId: row.account_id, accountStatus: row.status } : null;
}
