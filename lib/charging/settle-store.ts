import { z } from "zod";
import type { Burnt } from "@/lib/charging/burn";
import type { SettlementEvent } from "@/lib/charging/charging";
import { queryRows, type Sql } from "@/lib/db/sql";
import { idMs } from "@/lib/ids/ids";
import { shanghaiDay, toInstant } from "@/lib/time/calendar";

export type RatedEvent = SettlementEvent & Burnt;

/** The partition day of an event: the Asia/Shanghai day of its id's own time, a pure function of the id (decisions 4). */
function eventDay(id: string): string {
  return shanghaiDay(toInstant(idMs(id)));
}

/** Which of these events are already there. */
export async function findSettledIds(sql: Sql, cell: number, ids: readonly string[]): Promise<Set<string>> {
  const days = [...new Set(ids.map(eventDay))];
  const rows = await queryRows(
    sql,
    z.object({ id: z.string() }),
    "SELECT id FROM usage_event WHERE cell = $1 AND day = ANY($2::date[]) AND id = ANY($3::uuid[])",
    [cell, days, [...ids]],
  );
  return new Set(rows.map((row) => row.id));
}

const EVENT_COLUMNS = `
  day date, id uuid, account_id uuid, key_id uuid, model_code text, weight_version_id uuid, input_milli int,
  cached_input_milli int, output_milli int, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint,
  plan_tokens bigint, shortfall_tokens bigint, debits jsonb, occurred_at timestamptz, request_id text, outcome text,
  streamed boolean, latency_ms int, upstream_code text`;
const EVENT_NAMES = EVENT_COLUMNS.split(",")
  .map((column) => column.trim().split(/\s+/)[0])
  .join(", ");

/** Inserts events with their debit lines. A repeat of an id does nothing. */
export async function insertEvents(
  sql: Sql,
  cell: number,
  events: readonly RatedEvent[],
  recordedAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    day: eventDay(event.id),
    id: event.id,
    account_id: event.accountId,
    key_id: event.keyId,
    model_code: event.modelCode,
    weight_version_id: event.weightVersionId,
    input_milli: event.weights.inputMilli,
    cached_input_milli: event.weights.cachedInputMilli,
    output_milli: event.weights.outputMilli,
    input_tokens: event.usage.inputTokens,
    cached_input_tokens: Math.min(event.usage.cachedInputTokens, event.usage.inputTokens),
    output_tokens: event.usage.outputTokens,
    plan_tokens: event.planTokens,
    shortfall_tokens: event.shortfallTokens,
    debits: event.debits,
    occurred_at: event.occurredAt.toISOString(),
    request_id: event.requestId,
    outcome: event.outcome,
    streamed: event.streamed,
    latency_ms: event.latencyMs,
    upstream_code: event.upstreamCode,
  }));
  await sql(
    `INSERT INTO usage_event (cell, recorded_at, ${EVENT_NAMES})
     SELECT $1::smallint, $2::timestamptz, ${EVENT_NAMES} FROM jsonb_to_recordset($3::jsonb) AS e(${EVENT_COLUMNS})
     ON CONFLICT (cell, day, id) DO NOTHING`,
    [cell, recordedAt, JSON.stringify(rows)],
  );
}

/** Adds events to the daily roll-up, by the Asia/Shanghai day on which they happened; one row per group and statement. */
export async function upsertDaily(sql: Sql, cell: number, events: readonly RatedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    account_id: event.accountId,
    day: shanghaiDay(event.occurredAt),
    model_code: event.modelCode,
    key_id: event.keyId,
    input: event.usage.inputTokens,
    cached: Math.min(event.usage.cachedInputTokens, event.usage.inputTokens),
    output: event.usage.outputTokens,
    plan: event.planTokens,
    shortfall: event.shortfallTokens,
  }));
  await sql(
    `INSERT INTO usage_daily AS d (cell, account_id, day, model_code, key_id, requests, input_tokens, cached_input_tokens, output_tokens, plan_tokens, shortfall_tokens)
     SELECT $1::smallint, account_id, day, model_code, key_id, count(*), sum(input), sum(cached), sum(output), sum(plan), sum(shortfall)
       FROM jsonb_to_recordset($2::jsonb)
         AS e(account_id uuid, day date, model_code text, key_id uuid, input bigint, cached bigint, output bigint, plan bigint, shortfall bigint)
      GROUP BY account_id, day, model_code, key_id
      ORDER BY account_id, day, model_code, key_id
     ON CONFLICT (cell, account_id, day, model_code, key_id) DO UPDATE SET
       requests = d.requests + excluded.requests, input_tokens = d.input_tokens + excluded.input_tokens,
       cached_input_tokens = d.cached_input_tokens + excluded.cached_input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
       plan_tokens = d.plan_tokens + excluded.plan_tokens, shortfall_tokens = d.shortfall_tokens + excluded.shortfall_tokens`,
    [cell, JSON.stringify(rows)],
  );
}

/** Notes when keys were last used: by their latest call. Keys come last in the lock order, in id order. */
export async function touchKeys(sql: Sql, cell: number, events: readonly RatedEvent[]): Promise<void> {
  const latest = new Map<string, Date>();
  for (const { keyId, occurredAt } of events) {
    const known = latest.get(keyId);
    if (!known || known < occurredAt) latest.set(keyId, occurredAt);
  }
  if (latest.size === 0) return;
  const rows = [...latest].map(([id, at]) => ({ id, at: at.toISOString() }));
  await sql(
    `WITH used AS (SELECT u.id, u.at FROM jsonb_to_recordset($2::jsonb) AS u(id uuid, at timestamptz)),
          locked AS (SELECT k.id FROM api_key k WHERE k.cell = $1 AND k.id IN (SELECT id FROM used) ORDER BY k.id FOR UPDATE)
     UPDATE api_key k SET last_used_at = greatest(k.last_used_at, used.at)
       FROM used JOIN locked ON locked.id = used.id
      WHERE k.cell = $1 AND k.id = used.id`,
    [cell, JSON.stringify(rows)],
  );
}
