/**
 * The invariants of domain.md as queries that return what breaks them. Each recomputes from raw events and ledger entries
 * and compares with the stored figure; a row is a difference. Columns: cell, subject, expected, found.
 */
export interface BookCheck {
  name: string;
  sql: string;
}

const RATED =
  "((e.input_tokens - e.cached_input_tokens) * e.input_milli + e.cached_input_tokens * e.cached_input_milli + e.output_tokens * e.output_milli + 999) / 1000";

const bucketAgainstLedger = (name: string, stored: string, account: string): BookCheck => ({
  name,
  sql: `
    SELECT g.cell, g.id AS subject, ${stored} AS expected, coalesce(l.total, 0) AS found
      FROM token_grant g
      LEFT JOIN (SELECT cell, grant_id, sum(amount) AS total FROM ledger_entry WHERE account_code = '${account}' GROUP BY cell, grant_id) l
        ON l.cell = g.cell AND l.grant_id = g.id
     WHERE ${stored} <> coalesce(l.total, 0)`,
});

export const BOOK_CHECKS: readonly BookCheck[] = [
  {
    name: "ledger transaction balances",
    sql: `SELECT cell, transaction_id AS subject, 0 AS expected, sum(amount) AS found FROM ledger_entry GROUP BY cell, transaction_id, unit HAVING sum(amount) <> 0`,
  },
  {
    name: "ledger transaction has entries",
    sql: `SELECT t.cell, t.id AS subject, 1 AS expected, 0 AS found FROM ledger_transaction t
           WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.cell = t.cell AND e.transaction_id = t.id)`,
  },
  {
    name: "bucket adds up",
    sql: `SELECT cell, id AS subject, granted_tokens AS expected,
                 remaining_tokens + reserved_tokens + consumed_tokens + expired_tokens + refunded_tokens + transferred_tokens AS found
            FROM token_grant
           WHERE granted_tokens <> remaining_tokens + reserved_tokens + consumed_tokens + expired_tokens + refunded_tokens + transferred_tokens
              OR least(remaining_tokens, reserved_tokens, consumed_tokens, expired_tokens, refunded_tokens, transferred_tokens) < 0`,
  },
  bucketAgainstLedger("bucket issued = ledger", "-g.granted_tokens", "tokens.issued"),
  bucketAgainstLedger("bucket left = ledger", "g.remaining_tokens + g.reserved_tokens", "tokens.bucket"),
  bucketAgainstLedger("bucket consumed = ledger", "g.consumed_tokens", "tokens.consumed"),
  bucketAgainstLedger("bucket expired = ledger", "g.expired_tokens", "tokens.expired"),
  bucketAgainstLedger("bucket revenue = ledger", "-g.recognised_fen", "revenue"),
  {
    name: "bucket liability = ledger",
    sql: `SELECT g.cell, g.id AS subject, -(g.net_price_fen - g.recognised_fen) AS expected, coalesce(l.total, 0) AS found
            FROM token_grant g
            LEFT JOIN (SELECT cell, grant_id, sum(amount) AS total FROM ledger_entry WHERE account_code = 'contract_liability' GROUP BY cell, grant_id) l
              ON l.cell = g.cell AND l.grant_id = g.id
           WHERE -(g.net_price_fen - g.recognised_fen) <> coalesce(l.total, 0)`,
  },
  {
    name: "ledger entry names a bucket",
    sql: `SELECT l.cell, l.transaction_id AS subject, 1 AS expected, 0 AS found FROM ledger_entry l
           WHERE l.grant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM token_grant g WHERE g.cell = l.cell AND g.id = l.grant_id)`,
  },
  {
    name: "bucket held = open slices",
    sql: `SELECT g.cell, g.id AS subject, g.reserved_tokens AS expected, coalesce(p.total, 0) AS found
            FROM token_grant g
            LEFT JOIN (SELECT p.cell, p.grant_id, sum(p.reserved_tokens) AS total FROM slice_part p GROUP BY p.cell, p.grant_id) p
              ON p.cell = g.cell AND p.grant_id = g.id
           WHERE g.reserved_tokens <> coalesce(p.total, 0)`,
  },
  {
    name: "closed slice holds nothing",
    sql: `SELECT p.cell, p.slice_id AS subject, 0 AS expected, sum(p.reserved_tokens) AS found
            FROM slice_part p JOIN slice s ON s.cell = p.cell AND s.id = p.slice_id
           WHERE s.status <> 'open' GROUP BY p.cell, p.slice_id HAVING sum(p.reserved_tokens) <> 0`,
  },
  {
    name: "event rated right",
    sql: `SELECT e.cell, e.id AS subject, ${RATED} AS expected, e.plan_tokens AS found FROM usage_event e WHERE e.plan_tokens <> ${RATED}`,
  },
  {
    name: "event weights = its version",
    sql: `SELECT e.cell, e.id AS subject, v.input_milli AS expected, e.input_milli AS found
            FROM usage_event e LEFT JOIN model_weight_version v ON v.id = e.weight_version_id
           WHERE (e.input_milli, e.cached_input_milli, e.output_milli) IS DISTINCT FROM (v.input_milli, v.cached_input_milli, v.output_milli)`,
  },
  {
    name: "event paid in full",
    sql: `SELECT e.cell, e.id AS subject, e.plan_tokens - e.shortfall_tokens AS expected, coalesce(sum((d->>'tokens')::bigint), 0) AS found
            FROM usage_event e LEFT JOIN LATERAL jsonb_array_elements(e.debits) d ON true
           GROUP BY e.cell, e.day, e.id, e.plan_tokens, e.shortfall_tokens
          HAVING e.plan_tokens - e.shortfall_tokens <> coalesce(sum((d->>'tokens')::bigint), 0)`,
  },
  {
    name: "debit line: before − tokens = after",
    sql: `SELECT e.cell, e.id AS subject, (d->>'beforeTokens')::bigint - (d->>'tokens')::bigint AS expected, (d->>'afterTokens')::bigint AS found
            FROM usage_event e CROSS JOIN LATERAL jsonb_array_elements(e.debits) d
           WHERE (d->>'beforeTokens')::bigint - (d->>'tokens')::bigint <> (d->>'afterTokens')::bigint OR (d->>'afterTokens')::bigint < 0`,
  },
  {
    name: "bucket consumed = its events",
    sql: `SELECT g.cell, g.id AS subject, g.consumed_tokens AS expected, coalesce(d.total, 0) AS found
            FROM token_grant g
            LEFT JOIN (SELECT e.cell, (d->>'grantId')::uuid AS grant_id, sum((d->>'tokens')::bigint) AS total
                         FROM usage_event e CROSS JOIN LATERAL jsonb_array_elements(e.debits) d GROUP BY 1, 2) d
              ON d.cell = g.cell AND d.grant_id = g.id
           WHERE g.consumed_tokens <> coalesce(d.total, 0)`,
  },
  {
    name: "event's buckets are its account's",
    sql: `SELECT e.cell, e.id AS subject, 1 AS expected, 0 AS found
            FROM usage_event e CROSS JOIN LATERAL jsonb_array_elements(e.debits) d
            LEFT JOIN token_grant g ON g.cell = e.cell AND g.id = (d->>'grantId')::uuid
           WHERE g.account_id IS DISTINCT FROM e.account_id`,
  },
  {
    name: "daily roll-up = its events",
    sql: `WITH raw AS (
            SELECT cell, account_id, (occurred_at AT TIME ZONE 'Asia/Shanghai')::date AS day, model_code, key_id, count(*) AS requests,
                   sum(input_tokens) AS input, sum(cached_input_tokens) AS cached, sum(output_tokens) AS output, sum(plan_tokens) AS plan, sum(shortfall_tokens) AS shortfall
              FROM usage_event GROUP BY 1, 2, 3, 4, 5)
          SELECT coalesce(d.cell, r.cell) AS cell, coalesce(d.account_id, r.account_id) AS subject, coalesce(r.plan, 0) AS expected, coalesce(d.plan_tokens, 0) AS found
            FROM usage_daily d FULL JOIN raw r USING (cell, account_id, day, model_code, key_id)
           WHERE (d.requests, d.input_tokens, d.cached_input_tokens, d.output_tokens, d.plan_tokens, d.shortfall_tokens)
                 IS DISTINCT FROM (r.requests, r.input, r.cached, r.output, r.plan, r.shortfall)`,
  },
  {
    name: "reported event charged once, and only when settled",
    sql: `SELECT i.cell, i.event_id AS subject, CASE i.status WHEN 'settled' THEN 1 ELSE 0 END AS expected, count(e.id) AS found
            FROM ingested_event i
            LEFT JOIN usage_event e ON e.cell = i.account_cell AND e.id = i.event_id AND e.account_id = i.subject_id
                 AND e.outcome = 'reported' AND e.request_id = i.source_id AND e.upstream_code = i.source
           WHERE i.status <> 'received'
           GROUP BY i.cell, i.source, i.source_id, i.event_id, i.status
          HAVING count(e.id) <> CASE i.status WHEN 'settled' THEN 1 ELSE 0 END`,
  },
  {
    name: "reported usage was taken in",
    sql: `SELECT e.cell, e.id AS subject, 1 AS expected, 0 AS found FROM usage_event e
           WHERE e.outcome = 'reported' AND NOT EXISTS
                 (SELECT 1 FROM ingested_event i WHERE i.event_id = e.id AND i.account_cell = e.cell AND i.status IN ('settled', 'received'))`,
  },
  {
    // The worker takes up what is left after a minute.
    name: "reported event is not stuck",
    // eslint-disable-next-line house/banned-clock -- the books are checked by no request: system time plus the stored offset is the business clock
    sql: `SELECT i.cell, i.event_id AS subject, 0 AS expected, 1 AS found FROM ingested_event i CROSS JOIN business_clock c
           WHERE i.status = 'received' AND i.received_at < now() + c.offset_ms * interval '1 millisecond' - interval '10 minutes'`,
  },
  {
    name: "fulfilled order has one bucket of what it promised",
    sql: `SELECT o.cell, o.id AS subject, o.quota_tokens AS expected, coalesce(sum(g.granted_tokens), 0) AS found
            FROM product_order o LEFT JOIN token_grant g ON g.cell = o.cell AND g.source_id = o.id
           GROUP BY o.cell, o.id, o.quota_tokens, o.status
          HAVING coalesce(sum(g.granted_tokens), 0) <> CASE WHEN o.status = 'fulfilled' THEN o.quota_tokens ELSE 0 END OR count(g.id) > 1`,
  },
  {
    name: "fulfilled order is paid once",
    sql: `SELECT o.cell, o.id AS subject, CASE WHEN o.status = 'fulfilled' THEN 1 ELSE 0 END AS expected, count(p.id) AS found
            FROM product_order o LEFT JOIN payment p ON p.cell = o.cell AND p.order_id = o.id AND p.status = 'succeeded'
           GROUP BY o.cell, o.id, o.status HAVING count(p.id) <> CASE WHEN o.status = 'fulfilled' THEN 1 ELSE 0 END`,
  },
  {
    name: "cash = payments received",
    sql: `SELECT p.cell, NULL::uuid AS subject, coalesce(p.total, 0) AS expected, coalesce(l.total, 0) AS found
            FROM (SELECT cell, sum(received_fen) AS total FROM payment WHERE status IN ('succeeded', 'unapplied') GROUP BY cell) p
            FULL JOIN (SELECT cell, sum(amount) AS total FROM ledger_entry WHERE account_code LIKE 'cash.%' GROUP BY cell) l USING (cell)
           WHERE coalesce(p.total, 0) <> coalesce(l.total, 0)`,
  },
];
