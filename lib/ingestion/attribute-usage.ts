import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import { CELLS, cellOf } from "@/lib/ids/cell";
import type { DeadReason } from "@/lib/ingestion/ingested-event";
import type { NamedPayer } from "@/lib/ingestion/reported-usage";

/** Who pays for reported usage. */
export interface Payer {
  accountId: string;
  cell: number;
  /** The key it counts for; null when no key was named. */
  keyId: string | null;
}

export type Attribution = { ok: true; payer: Payer } | { ok: false; reason: DeadReason };

const Account = z.object({ id: z.string(), createdAt: z.date(), frozenAt: z.date().nullable() });
const Owner = z.object({ name: z.string(), accountId: z.string() });

type Accounts = Map<string, z.output<typeof Account>>;
type Owners = Map<string, string>;

/**
 * Finds the account that each report names: by its id, by one of its keys, or by its mobile number as the directory has it
 * now. Usage from before the account was opened or after it was frozen is not attributed: a recycled number's new holder never
 * pays for the old one, and what a frozen account used before it was frozen stays its own.
 */
export async function attributeUsage(reports: readonly (NamedPayer & { occurredAt: Date })[]): Promise<Attribution[]> {
  const [ofKeys, ofPhones] = await Promise.all([
    readKeyOwners(reports.flatMap(({ keyId }) => (keyId === null ? [] : [keyId]))),
    readPhoneOwners(reports.flatMap(({ phone }) => (phone === null ? [] : [phone]))),
  ]);
  const named = reports.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const accounts = await readAccounts([...named, ...ofKeys.values(), ...ofPhones.values()]);
  return reports.map((report) => attributionOf(report, accounts, ofKeys, ofPhones));
}

function attributionOf(
  { accountId, keyId, phone, occurredAt }: NamedPayer & { occurredAt: Date },
  accounts: Accounts,
  ofKeys: Owners,
  ofPhones: Owners,
): Attribution {
  const refused = (reason: DeadReason): Attribution => ({ ok: false, reason });
  const byKey = keyId === null ? null : ofKeys.get(keyId);
  if (byKey === undefined) return refused("key_unknown");
  const byPhone = phone === null ? null : ofPhones.get(phone);
  if (byPhone === undefined) return refused("phone_unknown");
  const [id, ...others] = new Set([accountId, byKey, byPhone].filter((named) => named !== null));
  if (id === undefined) return refused("account_missing");
  if (others.length > 0) return refused("account_conflict");
  const account = accounts.get(id);
  if (!account) return refused("account_unknown");
  if (occurredAt < account.createdAt) return refused("account_not_open");
  if (account.frozenAt !== null && account.frozenAt <= occurredAt) return refused("account_frozen");
  return { ok: true, payer: { accountId: id, cell: cellOf(id), keyId } };
}

function byCell(keys: readonly string[]): [number, string[]][] {
  const cells = new Map<number, Set<string>>();
  for (const key of keys) {
    const own = cells.get(cellOf(key)) ?? new Set<string>();
    cells.set(cellOf(key), own.add(key));
  }
  return [...cells].map(([cell, own]) => [cell, [...own]]);
}

async function readAccounts(ids: readonly string[]): Promise<Accounts> {
  const found: Accounts = new Map();
  for (const [cell, own] of byCell(ids)) {
    const rows = await queryRows(
      poolSql,
      Account,
      `SELECT id, created_at AS "createdAt", frozen_at AS "frozenAt" FROM account WHERE cell = $1::smallint AND id = ANY($2::uuid[])`,
      [cell, own],
    );
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

/** A key's id says nothing about its cell: all are asked. */
async function readKeyOwners(ids: readonly string[]): Promise<Owners> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows(
    poolSql,
    Owner,
    `SELECT id::text AS name, account_id AS "accountId" FROM api_key WHERE cell = ANY($1::smallint[]) AND id = ANY($2::uuid[])`,
    [CELLS, [...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.name, row.accountId]));
}

async function readPhoneOwners(phones: readonly string[]): Promise<Owners> {
  const found: Owners = new Map();
  for (const [cell, own] of byCell(phones)) {
    const rows = await queryRows(
      poolSql,
      Owner,
      `SELECT phone AS name, account_id AS "accountId" FROM phone_directory WHERE cell = $1::smallint AND phone = ANY($2::text[])`,
      [cell, own],
    );
    for (const row of rows) found.set(row.name, row.accountId);
  }
  return found;
}
