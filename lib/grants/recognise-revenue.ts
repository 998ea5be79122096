import { z } from "zod";
import { inSqlTransaction, poolSql, queryRows } from "@/lib/db/sql";
import { CELLS } from "@/lib/ids/cell";
import { newUuid } from "@/lib/ids/ids";
import { postLedger } from "@/lib/ledger/post-ledger";
import { proRata, toFen, toPlanTokens } from "@/lib/money/amounts";

const BATCH = 1_000;

const Row = z.object({
  id: z.string(),
  account_id: z.string(),
  granted_tokens: z.coerce.bigint(),
  used_tokens: z.coerce.bigint(),
  net_price_fen: z.coerce.bigint(),
  recognised_fen: z.coerce.bigint(),
});

// The whole amount falls due when every token is used or expired, so no fen is lost to rounding.
const DUE = `
  SELECT id, account_id, granted_tokens, consumed_tokens + expired_tokens AS used_tokens, net_price_fen, recognised_fen
    FROM token_grant
   WHERE cell = $1 AND floor(net_price_fen::numeric * (consumed_tokens + expired_tokens) / granted_tokens) > recognised_fen`;

/**
 * The daily close (decisions 11): per bucket, contract liability becomes revenue as tokens are used or expire: floor(price ×
 * used ÷ granted) less what is recognised already (IFRS 15 / CAS 14). Running it twice recognises nothing twice.
 */
export async function recogniseRevenue(at: Date): Promise<number> {
  let recognised = 0;
  for (const cell of CELLS) {
    const due = await queryRows(poolSql, Row, `${DUE} ORDER BY id LIMIT ${BATCH}`, [cell]);
    for (const { id, account_id: accountId } of due) recognised += await recogniseGrant(cell, accountId, id, at);
  }
  return recognised;
}

async function recogniseGrant(cell: number, accountId: string, grantId: string, at: Date): Promise<number> {
  return inSqlTransaction(async (sql) => {
    await sql("SELECT 1 FROM account WHERE cell = $1 AND id = $2 FOR UPDATE", [cell, accountId]);
    const [row] = await queryRows(sql, Row, `${DUE} AND id = $2 FOR UPDATE`, [cell, grantId]);
    if (!row) return 0;
    const earned = proRata(toFen(row.net_price_fen), toPlanTokens(row.used_tokens), toPlanTokens(row.granted_tokens));
    const amount = earned - toFen(row.recognised_fen);
    await sql("UPDATE token_grant SET recognised_fen = $3 WHERE cell = $1 AND id = $2", [cell, grantId, earned]);
    await postLedger(sql, [
      {
        cell,
        kind: "revenue.recognised",
        reference: newUuid(at),
        occurredAt: at,
        entries: [
          { account: "contract_liability", amount, customerId: accountId, grantId },
          { account: "revenue", amount: -amount, customerId: accountId, grantId },
        ],
      },
    ]);
    return amount;
  });
}
