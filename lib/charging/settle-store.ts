import { z } from "zod";
import type { Burnt } from "@/lib/charging/burn";
import type { SettlementEvent } from "@/lib/charging/charging";
import type { Change } from "@/lib/db/run-together";
import { type CopyRows, queryRows, type Sql } from "@/lib/db/sql";
import { idMs } from "@/lib/ids/ids";
import { shanghaiDay, toInstant } from "@/lib/time/calendar";

/** An event and who pays for it. */
export interface RatedEvent {
  event: SettlementEvent;
  burnt: Burnt;
}

/** The partition day of an event: the Asia/Shanghai day of its id's own time, a pure function of the id (decisions 4). */
function eventDay(id: string): string {
  return shanghaiDay(toInstant(idMs(id)));
}

/** Which of these events are already there. */
export async function findSettledIds(sql: Sql, events: readonly SettlementEvent[]): Promise<Set<string>> {
  const rows = await queryRows(
    sql,
    z.object({ id: z.string() }),
    `SELECT e.id FROM unnest($1::smallint[], $2::date[], $3::uuid[]) AS n(cell, day, id)
       JOIN usage_event e ON e.cell = n.cell AND e.day = n.day AND e.id = n.id`,
    [events.map(({ cell }) => cell), events.map(({ id }) => eventDay(id)), events.map(({ id }) => id)],
  );
  return new Set(rows.map((row) => row.id));
}

/** Columns of an event in the order of `eventRow`, with their types. */
const EVENT_COLUMNS = {
  ...{ cell: "smallint", day: "date", id: "uuid", account_id: "uuid", key_id: "uuid", model_code: "text" },
  ...{ weight_version_id: "uuid", input_milli: "int", cached_input_milli: "int", output_milli: "int" },
  ...{ input_tokens: "bigint", cached_input_tokens: "bigint", output_tokens: "bigint", plan_tokens: "bigint" },
  ...{ shortfall_tokens: "bigint", debits: "jsonb", occurred_at: "timestamptz", recorded_at: "timestamptz" },
  ...{
    request_id: "text",
    outcome: "text",
    streamed: "boolean",
    latency_ms: "int",
    upstream_code: "text",
    api: "text",
  },
} as const;
const EVENT_NAMES = Object.keys(EVENT_COLUMNS);
const INSERT_EVENTS = `INSERT INTO usage_event (${EVENT_NAMES.join(", ")})
  SELECT * FROM unnest(${Object.values(EVENT_COLUMNS)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(", ")})`;

function eventRow({ event, burnt }: RatedEvent, recordedAt: string) {
  const { weights, usage } = event;
  return [
    event.cell,
    eventDay(event.id),
    event.id,
    event.accountId,
    event.keyId,
    event.modelCode,
    event.weightVersionId,
    weights.inputMilli,
    weights.cachedInputMilli,
    weights.outputMilli,
    usage.inputTokens,
    cachedOf(event),
    usage.outputTokens,
    event.planTokens,
    burnt.shortfallTokens,
    JSON.stringify(burnt.debits),
    event.occurredAt.toISOString(),
    recordedAt,
    event.requestId,
    event.outcome,
    event.streamed,
    event.latencyMs,
    event.upstreamCode,
    event.api,
  ];
}

/** Stores events with their debit lines. A repeat of an id violates the primary key. */
export function eventChanges(rated: readonly RatedEvent[], recordedAt: Date): Change[] {
  if (rated.length === 0) return [];
  const rows = [...eventRows(rated, recordedAt)];
  return [{ text: INSERT_EVENTS, values: EVENT_NAMES.map((_, column) => rows.map((row) => row[column] ?? null)) }];
}

/** The same by COPY. */
export async function copyEvents(copyRows: CopyRows, rated: readonly RatedEvent[], recordedAt: Date): Promise<void> {
  await copyRows("usage_event", EVENT_NAMES, eventRows(rated, recordedAt));
}

function* eventRows(rated: readonly RatedEvent[], recordedAt: Date) {
  const recorded = recordedAt.toISOString();
  for (const event of rated) yield eventRow(event, recorded);
}

function cachedOf({ usage }: SettlementEvent): number {
  return Math.min(usage.cachedInputTokens, usage.inputTokens);
}

interface DailySum {
  cell: number;
  accountId: string;
  day: string;
  modelCode: string;
  keyId: string;
  requests: number;
  input: bigint;
  cached: bigint;
  output: bigint;
  plan: bigint;
  shortfall: bigint;
}

/** Sums by account, Asia/Shanghai day on which it happened, model and key, in the order in which rows are locked. */
function dailySums(events: readonly RatedEvent[]): DailySum[] {
  const sums = new Map<string, DailySum>();
  for (const { event, burnt } of events) {
    const { cell, accountId, modelCode, keyId } = event;
    const day = shanghaiDay(event.occurredAt);
    const name = `${accountId} ${day} ${modelCode} ${keyId}`;
    let sum = sums.get(name);
    if (!sum) {
      const zero = { requests: 0, input: 0n, cached: 0n, output: 0n, plan: 0n, shortfall: 0n };
      sums.set(name, (sum = { cell, accountId, day, modelCode, keyId, ...zero }));
    }
    sum.requests += 1;
    sum.input += BigInt(event.usage.inputTokens);
    sum.cached += BigInt(cachedOf(event));
    sum.output += BigInt(event.usage.outputTokens);
    sum.plan += BigInt(event.planTokens);
    sum.shortfall += BigInt(burnt.shortfallTokens);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** Adds events to the daily roll-up; one row per group and statement. */
export function dailyChanges(events: readonly RatedEvent[]): Change[] {
  const sums = dailySums(events);
  if (sums.length === 0) return [];
  const text = `INSERT INTO usage_daily AS d (cell, account_id, day, model_code, key_id, requests, input_tokens, cached_input_tokens, output_tokens, plan_tokens, shortfall_tokens)
     SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::date[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
     ON CONFLICT (cell, account_id, day, model_code, key_id) DO UPDATE SET
       requests = d.requests + excluded.requests, input_tokens = d.input_tokens + excluded.input_tokens,
       cached_input_tokens = d.cached_input_tokens + excluded.cached_input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
       plan_tokens = d.plan_tokens + excluded.plan_tokens, shortfall_tokens = d.shortfall_tokens + excluded.shortfall_tokens`;
  const values = [
    sums.map(({ cell }) => cell),
    sums.map(({ accountId }) => accountId),
    sums.map(({ day }) => day),
    sums.map(({ modelCode }) => modelCode),
    sums.map(({ keyId }) => keyId),
    sums.map(({ requests }) => requests),
    sums.map(({ input }) => input),
    sums.map(({ cached }) => cached),
    sums.map(({ output }) => output),
    sums.map(({ plan }) => plan),
    sums.map(({ shortfall }) => shortfall),
  ];
  return [{ text, values }];
}

/** Notes when keys were last used, to the minute: by their latest call. Keys come last in the lock order, in id order. */
export function keyChanges(events: readonly RatedEvent[]): Change[] {
  const latest = new Map<string, SettlementEvent>();
  for (const { event } of events) {
    if (event.isKeyUseNoted) continue;
    const known = latest.get(event.keyId);
    if (!known || known.occurredAt < event.occurredAt) latest.set(event.keyId, event);
  }
  const used = [...latest.values()];
  if (used.length === 0) return [];
  const text = `WITH used AS (SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::timestamptz[]) AS u(cell, id, at)),
          stale AS (
            SELECT k.cell, k.id, used.at FROM used JOIN api_key k ON k.cell = used.cell AND k.id = used.id
             WHERE k.last_used_at IS NULL OR k.last_used_at < used.at - interval '1 minute'
             ORDER BY k.cell, k.id FOR UPDATE OF k)
     UPDATE api_key k SET last_used_at = greatest(k.last_used_at, stale.at)
       FROM stale WHERE k.cell = stale.cell AND k.id = stale.id`;
  const values = [
    used.map(({ cell }) => cell),
    used.map(({ keyId }) => keyId),
    used.map(({ occurredAt }) => occurredAt),
  ];
  return [{ text, values }];
}
