import { poolSql } from "@/lib/db/sql";
import { cellOf } from "@/lib/ids/cell";
import { newId, newUuid } from "@/lib/ids/ids";
import { apiKeyHint, apiKeyHmac, newApiKeySecret } from "@/lib/keys/api-key";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/** An account with one bucket and one key. */
export interface BenchAccount {
  cell: number;
  accountId: string;
  grantId: string;
  keyId: string;
  secret: string;
}

/** No benchmark comes near the end of a bucket. */
export const BUCKET_TOKENS = 1_000_000_000_000;
const ROWS_PER_STATEMENT = 5_000;

/** Accounts with a bucket, its posting and a key each: the rows that `issueGrant` and `createKey` write, in bulk. */
export async function makeAccounts(count: number, at: Date): Promise<BenchAccount[]> {
  const accounts = Array.from({ length: count }, () => newAccount(at));
  const expiresAt = startOfShanghaiDay(addDays(shanghaiDay(at), 31));
  for (let from = 0; from < count; from += ROWS_PER_STATEMENT) {
    const some = accounts.slice(from, from + ROWS_PER_STATEMENT).map(({ secret, ...account }, index) => ({
      ...account,
      number: from + index,
      sourceId: newUuid(at),
      postingId: newUuid(at),
      hmac: apiKeyHmac(secret),
      hint: apiKeyHint(secret),
    }));
    const rows = JSON.stringify(some);
    for (const statement of [ACCOUNTS, KEYS, POSTINGS]) await poolSql(statement, [rows, at]);
    await poolSql(GRANTS, [rows, at, expiresAt]);
    await poolSql(ENTRIES, [rows]);
  }
  return accounts;
}

function newAccount(at: Date): BenchAccount {
  const accountId = newId("acc", at);
  const cell = cellOf(accountId);
  return { cell, accountId, grantId: newId("grt", at), keyId: newId("key", at), secret: newApiKeySecret(cell) };
}

const MADE = `jsonb_to_recordset($1::jsonb) AS n(
  cell smallint, number int, "accountId" uuid, "grantId" uuid, "keyId" uuid, "sourceId" uuid, "postingId" uuid, hmac text, hint text)`;

const ACCOUNTS = `
  INSERT INTO account (cell, id, kind, display_name, phone, subscriber_id, region_code, created_at)
  SELECT cell, "accountId", 'person', 'bench ' || number, '+8617' || lpad(number::text, 9, '0'), 'bench-' || number, '310000', $2::timestamptz FROM ${MADE}`;

const KEYS = `
  INSERT INTO api_key (cell, id, account_id, name, secret_hmac, hint, created_at)
  SELECT cell, "keyId", "accountId", 'bench', hmac, hint, $2::timestamptz FROM ${MADE}`;

const GRANTS = `
  INSERT INTO token_grant (cell, id, account_id, source, source_id, name_zh, name_en, granted_tokens, remaining_tokens,
    net_price_fen, model_scope, weights_at, starts_at, expires_at, created_at)
  SELECT cell, "grantId", "accountId", 'goodwill', "sourceId", '压测词元包', 'Bench bucket', ${BUCKET_TOKENS}, ${BUCKET_TOKENS},
    0, '{}', $2::timestamptz, $2::timestamptz, $3::timestamptz, $2::timestamptz FROM ${MADE}`;

const POSTINGS = `
  INSERT INTO ledger_transaction (cell, id, kind, reference, occurred_at)
  SELECT cell, "postingId", 'grant.issued', "grantId", $2::timestamptz FROM ${MADE}`;

// One statement for both sides: the balance trigger looks at what one statement inserts.
const ENTRIES = `
  INSERT INTO ledger_entry (cell, transaction_id, line, account_code, unit, amount, customer_id, grant_id)
  SELECT n.cell, n."postingId", side.line, side.account, 'TOKEN', side.amount, n."accountId", n."grantId"
    FROM ${MADE}, (VALUES (0::smallint, 'tokens.bucket', ${BUCKET_TOKENS}), (1::smallint, 'tokens.issued', -${BUCKET_TOKENS})) AS side(line, account, amount)`;
