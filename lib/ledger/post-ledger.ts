import type { Sql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import { assertBalanced, LEDGER_ACCOUNTS, type LedgerPosting } from "@/lib/ledger/ledger";

const INSERT_TRANSACTIONS = `
  INSERT INTO ledger_transaction (cell, id, kind, reference, occurred_at)
  SELECT $1::smallint, t.id, t.kind, t.reference, t.occurred_at
    FROM jsonb_to_recordset($2::jsonb) AS t(id uuid, kind text, reference text, occurred_at timestamptz)`;

// One statement for all entries: the balance trigger looks at what one statement inserts.
const INSERT_ENTRIES = `
  INSERT INTO ledger_entry (cell, transaction_id, line, account_code, unit, amount, customer_id, grant_id)
  SELECT $1::smallint, e.transaction_id, e.line, e.account_code, e.unit, e.amount, e.customer_id, e.grant_id
    FROM jsonb_to_recordset($2::jsonb)
      AS e(transaction_id uuid, line smallint, account_code text, unit text, amount bigint, customer_id uuid, grant_id uuid)`;

/**
 * Posts balanced transactions of one cell, in the caller's database transaction. Entries of amount zero are left out; a
 * posting without entries is not posted. Posting the same kind and reference twice violates a unique constraint: whoever
 * repeats work checks before.
 */
export async function postLedger(sql: Sql, cell: number, postings: readonly LedgerPosting[]): Promise<void> {
  const transactions: unknown[] = [];
  const entries: unknown[] = [];
  for (const posting of postings) {
    assertBalanced(posting);
    const sides = posting.entries.filter((entry) => entry.amount !== 0);
    if (sides.length === 0) continue;
    const id = newUuid(posting.occurredAt);
    transactions.push({
      id,
      kind: posting.kind,
      reference: posting.reference,
      occurred_at: posting.occurredAt.toISOString(),
    });
    sides.forEach((entry, line) => {
      entries.push({
        transaction_id: id,
        line,
        account_code: entry.account,
        unit: LEDGER_ACCOUNTS[entry.account],
        amount: entry.amount,
        customer_id: entry.customerId ?? null,
        grant_id: entry.grantId ?? null,
      });
    });
  }
  if (transactions.length === 0) return;
  await sql(INSERT_TRANSACTIONS, [cell, JSON.stringify(transactions)]);
  await sql(INSERT_ENTRIES, [cell, JSON.stringify(entries)]);
}
