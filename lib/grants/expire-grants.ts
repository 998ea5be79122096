import { z } from "zod";
import { inSqlTransaction, poolSql, queryRows } from "@/lib/db/sql";
import { CELLS } from "@/lib/ids/cell";
import { newUuid } from "@/lib/ids/ids";
import { postLedger } from "@/lib/ledger/post-ledger";
import { toPlanTokens } from "@/lib/money/amounts";

const BATCH = 500;

/**
 * Books what is left in buckets past their validity as expired. Nothing depends on when this runs: an expired bucket pays
 * for nothing from its instant on. Held tokens stay until their call is settled or given back, and expire then.
 */
export async function expireGrants(at: Date): Promise<number> {
  let expired = 0;
  for (const cell of CELLS) {
    const due = await queryRows(
      poolSql,
      z.object({ id: z.string(), account_id: z.string() }),
      `SELECT id, account_id FROM token_grant WHERE cell = $1 AND expires_at <= $2::timestamptz AND remaining_tokens > 0 ORDER BY expires_at LIMIT ${BATCH}`,
      [cell, at],
    );
    for (const grant of due) {
      await expireGrant(cell, grant.account_id, grant.id, at);
      expired += 1;
    }
  }
  return expired;
}

async function expireGrant(cell: number, accountId: string, grantId: string, at: Date): Promise<void> {
  await inSqlTransaction(async (sql) => {
    await sql("SELECT 1 FROM account WHERE cell = $1 AND id = $2 FOR UPDATE", [cell, accountId]);
    const [grant] = await queryRows(
      sql,
      z.object({ remaining_tokens: z.coerce.bigint() }),
      "SELECT remaining_tokens FROM token_grant WHERE cell = $1 AND id = $2 FOR UPDATE",
      [cell, grantId],
    );
    const tokens = toPlanTokens(grant?.remaining_tokens ?? 0n);
    if (tokens === 0) return;
    await sql(
      "UPDATE token_grant SET expired_tokens = expired_tokens + remaining_tokens, remaining_tokens = 0 WHERE cell = $1 AND id = $2",
      [cell, grantId],
    );
    await postLedger(sql, [
      {
        cell,
        kind: "grant.expired",
        reference: newUuid(at),
        occurredAt: at,
        entries: [
          { account: "tokens.expired", amount: tokens, customerId: accountId, grantId },
          { account: "tokens.bucket", amount: -tokens, customerId: accountId, grantId },
        ],
      },
    ]);
  });
}
