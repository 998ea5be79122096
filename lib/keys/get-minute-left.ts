import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";
import { MINUTE_LASTS_MS, THIS_MINUTE } from "@/lib/keys/store";

/** What a key's limits per minute leave; null without such a limit. What nodes have taken ahead counts as used. */
export interface MinuteLeft {
  requests: number | null;
  tokens: number | null;
  resetsInSeconds: number;
}

const Minute = z.object({ requests: z.coerce.number(), tokens: z.coerce.number(), lasts_ms: z.coerce.number() });

/** What is left of the minute of the database's clock, for the program that calls with the key. */
export async function getMinuteLeft(cell: number, key: GatewayKey): Promise<MinuteLeft> {
  const [minute] = await queryRows(
    poolSql,
    Minute,
    `SELECT coalesce(max(taken_requests), 0) AS requests, coalesce(max(taken_tokens), 0) AS tokens,
            ${MINUTE_LASTS_MS} AS lasts_ms
       FROM key_minute WHERE cell = $1::smallint AND key_id = $2::uuid AND minute = ${THIS_MINUTE}`,
    [cell, key.keyId],
  );
  const left = (limit: number | null, taken = 0) => (limit === null ? null : Math.max(0, limit - taken));
  return {
    requests: left(key.requestsPerMinute, minute?.requests),
    tokens: left(key.tokensPerMinute, minute?.tokens),
    resetsInSeconds: Math.max(1, Math.ceil((minute?.lasts_ms ?? 0) / 1_000)),
  };
}
