import { poolSql } from "@/lib/db/sql";
import type { MinuteUnit } from "@/lib/keys/take-of-minute";

export interface MinuteRest {
  cell: number;
  keyId: string;
  unit: MinuteUnit;
  minute: string;
  amount: number;
}

const COLUMN = { requests: "taken_requests", tokens: "taken_tokens" } as const satisfies Record<MinuteUnit, string>;

/** Gives back what a node has taken of a minute and will not use, so that other nodes find it. */
export async function returnToMinute({ cell, keyId, unit, minute, amount }: MinuteRest): Promise<void> {
  await poolSql(
    `UPDATE key_minute SET ${COLUMN[unit]} = ${COLUMN[unit]} - $4
      WHERE cell = $1::smallint AND key_id = $2::uuid AND minute = $3::timestamptz`,
    [cell, keyId, minute, amount],
  );
}
