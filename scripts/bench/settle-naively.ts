import pg from "pg";
import { shanghaiDay } from "@/lib/time/calendar";
import type { SettlementEvent } from "@/lib/charging/charging";
import { newUuid } from "@/lib/ids/ids";
import { systemMs } from "@/lib/time/clock";

const CONNECTIONS = 16;

const LOCK = "SELECT remaining_tokens, reserved_tokens FROM token_grant WHERE cell = $1 AND id = $2 FOR UPDATE";
const DEBIT =
  "UPDATE token_grant SET remaining_tokens = remaining_tokens - $3, consumed_tokens = consumed_tokens + $3 WHERE cell = $1 AND id = $2";
const EVENT = `
  INSERT INTO usage_event (cell, day, id, account_id, key_id, model_code, weight_version_id, input_milli, cached_input_milli, output_milli,
    input_tokens, cached_input_tokens, output_tokens, plan_tokens, debits, occurred_at, recorded_at, request_id, outcome, streamed, latency_ms, upstream_code, api)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17, $18, $19, $20, $21, $22)`;
const TRANSACTION =
  "INSERT INTO ledger_transaction (cell, id, kind, reference, occurred_at) VALUES ($1, $2, 'usage.settled', $3, $4)";
const ENTRIES = `
  INSERT INTO ledger_entry (cell, transaction_id, line, account_code, unit, amount, customer_id, grant_id)
  VALUES ($1, $2, 0, 'tokens.consumed', 'TOKEN', $3::bigint, $4, $5), ($1, $2, 1, 'tokens.bucket', 'TOKEN', -$3::bigint, $4, $5)`;

/**
 * The naive way, for so long: one transaction per request that locks the bucket, debits it, inserts the event and the ledger's
 * lines; on 16 connections. Returns how many were settled and how long it took.
 */
export async function settleNaively(
  databaseUrl: string,
  events: readonly SettlementEvent[],
  seconds: number,
): Promise<{ settled: number; tookMs: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
  const begunMs = systemMs();
  let begun = 0;
  let settled = 0;
  const work = async (client: pg.PoolClient): Promise<void> => {
    while (systemMs() - begunMs < seconds * 1_000) {
      const event = events[begun];
      if (!event) throw new RangeError("too few events for the naive way");
      begun += 1;
      await settleOne(client, event);
      settled += 1;
    }
  };
  await Promise.all(clients.map(work));
  const tookMs = systemMs() - begunMs;
  for (const client of clients) client.release();
  await pool.end();
  return { settled, tookMs };
}

async function settleOne(client: pg.PoolClient, event: SettlementEvent): Promise<void> {
  const { cell, id, planTokens, weights, usage } = event;
  const grantId = event.parts[0]?.grantId ?? "";
  await client.query("BEGIN");
  const { rows } = await client.query<{ remaining_tokens: string; reserved_tokens: string }>(LOCK, [cell, grantId]);
  const beforeTokens = Number(rows[0]?.remaining_tokens) + Number(rows[0]?.reserved_tokens);
  await client.query(DEBIT, [cell, grantId, planTokens]);
  const debits = [{ grantId, tokens: planTokens, beforeTokens, afterTokens: beforeTokens - planTokens }];
  await client.query(EVENT, [
    ...[cell, shanghaiDay(event.occurredAt), id, event.accountId, event.keyId, event.modelCode, event.weightVersionId],
    ...[weights.inputMilli, weights.cachedInputMilli, weights.outputMilli],
    ...[usage.inputTokens, usage.cachedInputTokens, usage.outputTokens, planTokens, JSON.stringify(debits)],
    ...[
      event.occurredAt,
      event.requestId,
      event.outcome,
      event.streamed,
      event.latencyMs,
      event.upstreamCode,
      event.api,
    ],
  ]);
  const transactionId = newUuid(event.occurredAt);
  await client.query(TRANSACTION, [cell, transactionId, id, event.occurredAt]);
  await client.query(ENTRIES, [cell, transactionId, planTokens, event.accountId, grantId]);
  await client.query("COMMIT");
}
