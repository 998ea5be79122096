import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { KeyLimits } from "@/lib/keys/key-limits";

/** What the gateway knows of a key while it is cached. */
export interface GatewayKey extends Omit<KeyLimits, "expiresAt"> {
  keyId: string;
  accountId: string;
  accountStatus: string;
  name: string;
  /** Business time from which the key no longer works. */
  expiresAt: Date | null;
  /** The same for the secret it was found by: a rotated key's former secret ends; null for the present one. */
  secretUntil: Date | null;
  /** When it was last used, to the minute, as it was noted when the key was looked up. */
  lastUsedAt: Date | null;
}

const Tokens = z.coerce.number().nullable();

const Row = z
  .object({
    id: z.string(),
    account_id: z.string(),
    status: z.string(),
    name: z.string(),
    expires_at: z.date().nullable(),
    secret_until: z.date().nullable(),
    last_used_at: z.date().nullable(),
    model_scope: z.array(z.string()),
    allowed_addresses: z.array(z.string()),
    day_cap_tokens: Tokens,
    month_cap_tokens: Tokens,
    total_cap_tokens: Tokens,
    requests_per_minute: z.number().nullable(),
    tokens_per_minute: Tokens,
  })
  .transform((row): GatewayKey => ({
    keyId: row.id,
    accountId: row.account_id,
    accountStatus: row.status,
    name: row.name,
    expiresAt: row.expires_at,
    secretUntil: row.secret_until,
    lastUsedAt: row.last_used_at,
    modelScope: row.model_scope,
    allowedAddresses: row.allowed_addresses,
    dayCapTokens: row.day_cap_tokens,
    monthCapTokens: row.month_cap_tokens,
    totalCapTokens: row.total_cap_tokens,
    requestsPerMinute: row.requests_per_minute,
    tokensPerMinute: row.tokens_per_minute,
  }));

/**
 * The gateway's look-up: the key of which this is the secret's HMAC, or the former secret's while that still works at the
 * business time `at`, with its account's state. Null when unknown or revoked; an expired key is found.
 */
export async function findKeyByHmac(cell: number, hmac: string, at: Date): Promise<GatewayKey | null> {
  const [row] = await queryRows(
    poolSql,
    Row,
    `SELECT k.id, k.account_id, a.status, k.name, k.expires_at, k.model_scope, k.allowed_addresses, k.day_cap_tokens,
            k.month_cap_tokens, k.total_cap_tokens, k.requests_per_minute, k.tokens_per_minute, k.last_used_at,
            CASE WHEN k.secret_hmac = $2 THEN NULL ELSE k.previous_until END AS secret_until
       FROM api_key k JOIN account a ON a.cell = k.cell AND a.id = k.account_id
      WHERE k.cell = $1 AND k.revoked_at IS NULL
        AND (k.secret_hmac = $2 OR (k.previous_hmac = $2 AND k.previous_until > $3))`,
    [cell, hmac, at],
  );
  return row ?? null;
}
