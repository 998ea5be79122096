import type { Sql } from "@/lib/db/sql";
import { type KeySpend, NO_SPEND } from "@/lib/keys/key-limits";
import { readKeySpend } from "@/lib/keys/store";

/**
 * Plan tokens charged to a key on the Asia/Shanghai day and month of `at`, and ever; one query on the daily roll-up. Exact
 * under the account's lock, which every settlement takes.
 */
export async function getKeySpend(
  sql: Sql,
  key: { cell: number; accountId: string; keyId: string },
  at: Date,
): Promise<KeySpend> {
  return (await readKeySpend(sql, key, at)).get(key.keyId) ?? NO_SPEND;
}
