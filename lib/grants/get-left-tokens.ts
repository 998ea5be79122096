import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import { toPlanTokens } from "@/lib/money/amounts";

const Row = z.object({ left: z.coerce.bigint() });

/** Plan tokens of an account's buckets that can be spent at an instant, what running requests hold included. */
export async function getLeftTokens(account: { cell: number; accountId: string }, at: Date): Promise<number> {
  const [row] = await queryRows(
    poolSql,
    Row,
    `SELECT coalesce(sum(remaining_tokens + reserved_tokens), 0) AS left FROM token_grant
      WHERE cell = $1 AND account_id = $2 AND starts_at <= $3 AND expires_at > $3`,
    [account.cell, account.accountId, at],
  );
  return toPlanTokens(row?.left ?? 0n);
}
