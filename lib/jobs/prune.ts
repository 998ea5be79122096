import { poolSql } from "@/lib/db/sql";
import { CELLS } from "@/lib/ids/cell";

/** What has served its time, per cell; `$1` is the cell, `$2` the business time. Nothing that books or proofs rest on. */
const FORGOTTEN = [
  "DELETE FROM request_key WHERE cell = $1::smallint AND created_at < $2::timestamptz - interval '2 days'",
  "DELETE FROM one_time_code WHERE cell = $1::smallint AND created_at < $2::timestamptz - interval '7 days'",
  "DELETE FROM sandbox_message WHERE cell = $1::smallint AND sent_at < $2::timestamptz - interval '30 days'",
  // The minutes of keys are the database's own, so both clocks must be past them.
  "DELETE FROM key_minute WHERE cell = $1::smallint AND minute < least($2::timestamptz, now()) - interval '1 hour'",
];

/** Forgets stored answers, one-time codes, sandbox messages and minutes of keys that nobody can use any more. */
export async function prune(at: Date): Promise<void> {
  for (const cell of CELLS) for (const statement of FORGOTTEN) await poolSql(statement, [cell, at]);
}
