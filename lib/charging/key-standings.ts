import { z } from "zod";
import type { KeyStanding } from "@/lib/charging/key-caps";
import { queryRows, type Sql } from "@/lib/db/sql";
import { toPlanTokens } from "@/lib/money/amounts";

/** A key, as of a Shanghai day. */
export interface KeyOnDay {
  cell: number;
  accountId: string;
  keyId: string;
  day: string;
}

const tokens = z.coerce.bigint().transform((value): number => toPlanTokens(value));
const cap = tokens.nullable();

const Row = z.object({
  key_id: z.string(),
  day: z.string(),
  day_cap: cap,
  month_cap: cap,
  total_cap: cap,
  spent_day: tokens,
  spent_month: tokens,
  spent_total: tokens,
  held: tokens,
});

/**
 * What keys with caps have spent in the day, its month and in total, and what they hold. Keys without a cap are not in the
 * answer. Spending is the roll-up's, which settlement keeps exact, so there is no counter that could drift. Whoever
 * decides by it holds the locks of the account's live buckets: nobody else reserves or settles there meanwhile.
 */
export async function findKeyStandings(sql: Sql, wanted: readonly KeyOnDay[]): Promise<KeyStanding[]> {
  const rows = await queryRows(
    sql,
    Row,
    `SELECT k.id AS key_id, n.day::text, k.day_cap_tokens AS day_cap, k.month_cap_tokens AS month_cap, k.total_cap_tokens AS total_cap,
            spent.day AS spent_day, spent.month AS spent_month, spent.total AS spent_total, held.total AS held
       FROM (SELECT DISTINCT * FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::date[])) AS n(cell, account_id, key_id, day)
       JOIN api_key k ON k.cell = n.cell AND k.id = n.key_id
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(d.plan_tokens - d.shortfall_tokens) FILTER (WHERE d.day = n.day), 0) AS day,
                   coalesce(sum(d.plan_tokens - d.shortfall_tokens) FILTER (WHERE date_trunc('month', d.day) = date_trunc('month', n.day)), 0) AS month,
                   coalesce(sum(d.plan_tokens - d.shortfall_tokens), 0) AS total
              FROM usage_daily d
             WHERE d.cell = n.cell AND d.account_id = n.account_id AND d.key_id = n.key_id
               AND (k.total_cap_tokens IS NOT NULL OR d.day >= date_trunc('month', n.day)::date)) AS spent
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(p.reserved_tokens), 0) AS total
              FROM slice s JOIN slice_part p ON p.cell = s.cell AND p.slice_id = s.id
             WHERE s.cell = n.cell AND s.account_id = n.account_id AND s.key_id = n.key_id AND s.status = 'open') AS held
      WHERE coalesce(k.day_cap_tokens, k.month_cap_tokens, k.total_cap_tokens) IS NOT NULL`,
    [
      wanted.map(({ cell }) => cell),
      wanted.map(({ accountId }) => accountId),
      wanted.map(({ keyId }) => keyId),
      wanted.map(({ day }) => day),
    ],
  );
  return rows.map((row) => ({
    keyId: row.key_id,
    day: row.day,
    caps: { day: row.day_cap, month: row.month_cap, total: row.total_cap },
    spent: { day: row.spent_day, month: row.spent_month, total: row.spent_total },
    heldTokens: row.held,
  }));
}
