import { showId } from "@/lib/ids/ids";
import { capsOf, type KeyCap, type KeyLimits, type KeySpend } from "@/lib/keys/key-limits";
import { toPlanTokens } from "@/lib/money/amounts";

/** A key as its owner sees it; the secret is never part of it. Instants are ISO texts. */
export interface KeyView extends KeyLimits {
  id: string;
  name: string;
  hint: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Until when the secret before the last rotation works; null when it no longer does. */
  formerUntil: string | null;
  spent: KeySpend;
  /** Only the caps it has. */
  caps: KeyCap[];
}

interface KeyRow {
  id: string;
  name: string;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  expiresAt: Date | null;
  previousUntil: Date | null;
  modelScope: string[];
  allowedAddresses: string[];
  dayCapTokens: bigint | null;
  monthCapTokens: bigint | null;
  totalCapTokens: bigint | null;
  requestsPerMinute: number | null;
  tokensPerMinute: bigint | null;
}

export function toKeyView(row: KeyRow, spent: KeySpend, at: Date): KeyView {
  const limits = limitsOf(row);
  const former = row.previousUntil && row.previousUntil > at && !row.revokedAt ? row.previousUntil : null;
  return {
    id: showId("key", row.id),
    name: row.name,
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    formerUntil: former?.toISOString() ?? null,
    ...limits,
    spent,
    caps: capsOf(limits, spent, at),
  };
}

function limitsOf(row: KeyRow): KeyLimits {
  return {
    expiresAt: row.expiresAt?.toISOString() ?? null,
    modelScope: row.modelScope,
    allowedAddresses: row.allowedAddresses,
    dayCapTokens: tokensOf(row.dayCapTokens),
    monthCapTokens: tokensOf(row.monthCapTokens),
    totalCapTokens: tokensOf(row.totalCapTokens),
    requestsPerMinute: row.requestsPerMinute,
    tokensPerMinute: tokensOf(row.tokensPerMinute),
  };
}

function tokensOf(amount: bigint | null): number | null {
  return amount === null ? null : toPlanTokens(amount);
}
