import { type Change, runTogether } from "@/lib/db/run-together";
import type { Sql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import { assertBalanced, LEDGER_ACCOUNTS, type LedgerEntry, type LedgerPosting } from "@/lib/ledger/ledger";

const INSERT_TRANSACTIONS = `
  INSERT INTO ledger_transaction (cell, id, kind, reference, occurred_at)
  SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])`;

const INSERT_ENTRIES = `
  INSERT INTO ledger_entry (cell, transaction_id, line, account_code, unit, amount, customer_id, grant_id)
  SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::uuid[])`;

/**
 * Posts balanced transactions in the caller's database transaction. Entries of amount zero are left out; a posting
 * without entries is not posted. Posting the same kind and reference twice in a cell violates a unique constraint:
 * whoever repeats work checks before.
 */
export async function postLedger(sql: Sql, postings: readonly LedgerPosting[]): Promise<void> {
  await runTogether(sql, ledgerChanges(postings));
}

/** The same as changes, to be made together with others. All entries are one: the balance trigger looks at what one statement inserts. */
export function ledgerChanges(postings: readonly LedgerPosting[]): Change[] {
  const transactions: { id: string; posting: LedgerPosting }[] = [];
  const entries: { id: string; cell: number; line: number; entry: LedgerEntry }[] = [];
  for (const posting of postings) {
    assertBalanced(posting);
    const sides = posting.entries.filter((entry) => entry.amount !== 0);
    if (sides.length === 0) continue;
    const id = newUuid(posting.occurredAt);
    transactions.push({ id, posting });
    sides.forEach((entry, line) => entries.push({ id, cell: posting.cell, line, entry }));
  }
  if (transactions.length === 0) return [];
  const transactionValues = [
    transactions.map(({ posting }) => posting.cell),
    transactions.map(({ id }) => id),
    transactions.map(({ posting }) => posting.kind),
    transactions.map(({ posting }) => posting.reference),
    transactions.map(({ posting }) => posting.occurredAt),
  ];
  const entryValues = [
    entries.map(({ cell }) => cell),
    entries.map(({ id }) => id),
    entries.map(({ line }) => line),
    entries.map(({ entry }) => entry.account),
    entries.map(({ entry }) => LEDGER_ACCOUNTS[entry.account]),
    entries.map(({ entry }) => entry.amount),
    entries.map(({ entry }) => entry.customerId ?? null),
    entries.map(({ entry }) => entry.grantId ?? null),
  ];
  return [
    { text: INSERT_TRANSACTIONS, values: transactionValues },
    { text: INSERT_ENTRIES, values: entryValues },
  ];
}
