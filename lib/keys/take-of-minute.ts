import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import { MINUTE_LASTS_MS, THIS_MINUTE } from "@/lib/keys/store";

/** What a key's limits per minute count. */
export type MinuteUnit = "requests" | "tokens";

export interface MinuteWant {
  cell: number;
  keyId: string;
  unit: MinuteUnit;
  limit: number;
  /** What the call at hand needs, and what would be welcome for those to come. */
  needed: number;
  welcome: number;
}

export interface MinutePiece {
  /** The minute of the database's clock that the piece may be used in: an ISO instant. */
  minute: string;
  /** How long that minute lasts from when the database answered. */
  lastsMs: number;
  /** Nothing when less was left than is needed. */
  taken: number;
  /** What nobody had taken when there was not enough; 0 when there was. */
  left: number;
}

/** Two nodes may empty a minute between each other's look and grasp; then it is looked at again, at most so often. */
const MOST_TRIES = 4;

const COLUMN = { requests: "taken_requests", tokens: "taken_tokens" } as const satisfies Record<MinuteUnit, string>;

// One statement that never exceeds the limit. The row's lock may be waited for: what is left of the minute is read after.
const take = (unit: MinuteUnit) => `
  INSERT INTO key_minute AS m (cell, key_id, minute, taken_requests, taken_tokens)
  VALUES ($1::smallint, $2::uuid, ${THIS_MINUTE}, ${unit === "requests" ? "$3::int, 0" : "0, $3::bigint"})
  ON CONFLICT (cell, key_id, minute) DO UPDATE SET ${COLUMN[unit]} = m.${COLUMN[unit]} + $3
   WHERE m.${COLUMN[unit]} + $3 <= $4
  RETURNING minute, ${MINUTE_LASTS_MS} AS lasts_ms`;

const look = (unit: MinuteUnit) => `
  SELECT ${THIS_MINUTE} AS minute, coalesce(max(${COLUMN[unit]}), 0) AS taken, ${MINUTE_LASTS_MS} AS lasts_ms
    FROM key_minute WHERE cell = $1::smallint AND key_id = $2::uuid AND minute = ${THIS_MINUTE}`;

const Taken = z.object({ minute: z.date(), lasts_ms: z.coerce.number() });
const Looked = Taken.extend({ taken: z.coerce.number() });

/**
 * Takes a piece of a key's limit for the minute of the database's clock, on behalf of one node: what is welcome if there is
 * so much, else what is left, if that is what is needed. All nodes together never take more than the limit in a minute.
 */
export async function takeOfMinute(want: MinuteWant): Promise<MinutePiece> {
  const { cell, keyId, unit, limit, needed } = want;
  let amount = Math.min(want.welcome, limit);
  for (let tries = 1; ; tries += 1) {
    if (amount >= needed) {
      const [piece] = await queryRows(poolSql, Taken, take(unit), [cell, keyId, amount, limit]);
      if (piece) return { minute: piece.minute.toISOString(), lastsMs: piece.lasts_ms, taken: amount, left: 0 };
    }
    const [seen] = await queryRows(poolSql, Looked, look(unit), [cell, keyId]);
    if (!seen) throw new Error("the minute could not be read");
    const left = Math.max(0, limit - seen.taken);
    if (left < needed || tries === MOST_TRIES)
      return { minute: seen.minute.toISOString(), lastsMs: seen.lasts_ms, taken: 0, left };
    amount = Math.min(want.welcome, left);
  }
}
