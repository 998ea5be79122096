import { z } from "zod";
import { LEASE_IS_OVER } from "@/lib/charging/node-lease";
import { BOOK_CHECKS } from "@/lib/books/book-checks";
import { dbPool } from "@/lib/db/client";

const MOST_SHOWN = 100;

const figure = z
  .union([z.string(), z.number(), z.bigint(), z.null()])
  .transform((value) => (value === null ? null : String(value)));
const Difference = z.object({ cell: z.number(), subject: z.string().nullable(), expected: figure, found: figure });

export interface BookDifference extends z.output<typeof Difference> {
  check: string;
}

export interface BookAudit {
  ok: boolean;
  accounts: number;
  grants: number;
  entries: number;
  events: number;
  checks: number;
  /** Open slices of nodes whose lease is over: not a difference, but tokens that wait to be given back. */
  lapsedSlicesOpen: number;
  /** Tokens that lapsed slices gave back in all: the bound of what was served unrecorded. */
  exposureTokens: string;
  differences: BookDifference[];
}

const COUNTS = `
  SELECT (SELECT count(*) FROM account)::int AS accounts, (SELECT count(*) FROM token_grant)::int AS grants,
         (SELECT count(*) FROM ledger_entry)::int AS entries, (SELECT count(*) FROM usage_event)::int AS events,
         (SELECT count(*) FROM slice s JOIN node_lease n ON n.id = s.node_id
           WHERE s.status = 'open' AND ${LEASE_IS_OVER})::int AS "lapsedSlicesOpen",
         (SELECT coalesce(sum(returned_tokens), 0) FROM slice WHERE status = 'lapsed')::text AS "exposureTokens"`;
const Counts = z.object({
  accounts: z.int(),
  grants: z.int(),
  entries: z.int(),
  events: z.int(),
  lapsedSlicesOpen: z.int(),
  exposureTokens: z.string(),
});

/**
 * Recomputes every balance from events and ledger, in one snapshot, so that it is right beside running gateways. Shows at most
 * 100 differences a check.
 */
export async function auditBooks(): Promise<BookAudit> {
  const client = await dbPool().connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const differences: BookDifference[] = [];
    for (const check of BOOK_CHECKS) {
      const { rows } = await client.query<Record<string, unknown>>(
        `SELECT * FROM (${check.sql}) AS differing LIMIT ${MOST_SHOWN}`,
      );
      for (const row of rows) differences.push({ check: check.name, ...Difference.parse(row) });
    }
    const { rows } = await client.query<Record<string, unknown>>(COUNTS);
    await client.query("COMMIT");
    return { ok: differences.length === 0, ...Counts.parse(rows[0]), checks: BOOK_CHECKS.length, differences };
  } finally {
    client.release();
  }
}
