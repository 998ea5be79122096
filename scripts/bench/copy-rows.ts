import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { SettlementEvent } from "@/lib/charging/charging";
import { shanghaiDay } from "@/lib/time/calendar";
import { systemMs } from "@/lib/time/clock";

const COLUMNS = `cell, day, id, account_id, key_id, model_code, weight_version_id, input_milli, cached_input_milli, output_milli,
  input_tokens, cached_input_tokens, output_tokens, plan_tokens, shortfall_tokens, debits, occurred_at, recorded_at, request_id,
  outcome, streamed, latency_ms, upstream_code, api`;
const ROWS_PER_CHUNK = 500;

/**
 * The floor (decisions 34): the same event rows as text through COPY by one client, one commit, into a table without any index.
 * The rows are made into text while they are sent, as anybody must who has events and not text; unless `ready`, when they are
 * text before the time begins. Returns how long it took.
 */
export async function copyRows(
  databaseUrl: string,
  events: readonly SettlementEvent[],
  { ready }: { ready: boolean },
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Made and committed before: PostgreSQL need not log what is copied into a table of the same transaction.
    await client.query("DROP TABLE IF EXISTS copied_event");
    await client.query("CREATE TABLE copied_event (LIKE usage_event)");
    await client.query("CHECKPOINT");
    const chunks = ready ? [...chunksOf(events)] : chunksOf(events);
    const begunMs = systemMs();
    await pipeline(Readable.from(chunks), client.query(copyFrom(`COPY copied_event (${COLUMNS}) FROM STDIN`)));
    const tookMs = systemMs() - begunMs;
    const { rows } = await client.query<{ copied: number }>("SELECT count(*)::int AS copied FROM copied_event");
    if (rows[0]?.copied !== events.length) throw new Error(`copied ${rows[0]?.copied} of ${events.length} rows`);
    return tookMs;
  } finally {
    await client.end();
  }
}

function* chunksOf(events: readonly SettlementEvent[]): Generator<string> {
  for (let from = 0; from < events.length; from += ROWS_PER_CHUNK) {
    yield events
      .slice(from, from + ROWS_PER_CHUNK)
      .map(lineOf)
      .join("");
  }
}

/** One row in COPY's text form. Nothing in a bench event needs escaping. */
function lineOf(event: SettlementEvent): string {
  const { weights, usage, planTokens } = event;
  const at = event.occurredAt.toISOString();
  const grantId = event.parts[0]?.grantId ?? "";
  const debits = JSON.stringify([{ grantId, tokens: planTokens, beforeTokens: planTokens, afterTokens: 0 }]);
  const identity = `${event.cell}\t${shanghaiDay(event.occurredAt)}\t${event.id}\t${event.accountId}\t${event.keyId}`;
  const rating = `${event.modelCode}\t${event.weightVersionId}\t${weights.inputMilli}\t${weights.cachedInputMilli}\t${weights.outputMilli}`;
  const counts = `${usage.inputTokens}\t${usage.cachedInputTokens}\t${usage.outputTokens}\t${planTokens}\t0\t${debits}`;
  const call = `${at}\t${at}\t${event.requestId}\t${event.outcome}\t${event.streamed ? "t" : "f"}\t${event.latencyMs}\t${event.upstreamCode}\t${event.api}`;
  return `${identity}\t${rating}\t${counts}\t${call}\n`;
}
