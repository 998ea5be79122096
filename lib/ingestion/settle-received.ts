import type { SettlementEvent } from "@/lib/charging/charging";
import { settleUsage } from "@/lib/charging/settle-usage";
import { attributeUsage, type Payer } from "@/lib/ingestion/attribute-usage";
import { type DeadReason, deadReasonOf } from "@/lib/ingestion/ingested-event";
import { rateUsage, type Rating } from "@/lib/ingestion/rate-usage";
import { type ReportedUsage, readUsage } from "@/lib/ingestion/reported-usage";
import {
  effectiveBody,
  fixPayers,
  type IngestedRow,
  markDead,
  markSettled,
  nameKey,
  readEvents,
} from "@/lib/ingestion/store";
import { NO_KEY_ID } from "@/lib/usage/usage";

/** One settlement's worth: the accounts' locks are soon free again for the gateway. */
const PER_SETTLEMENT = 200;

export type Settled =
  | { status: "settled"; planTokens: number; shortfallTokens: number }
  | { status: "dead_letter"; reason: DeadReason }
  /** Another process has it in hand, or has closed it otherwise. */
  | { status: "taken"; as: IngestedRow["status"] };

interface Rated {
  row: IngestedRow;
  usage: ReportedUsage;
  payer: Payer;
  rating: Extract<Rating, { ok: true }>;
}

/**
 * Charges events that are claimed, or makes them dead letters. May be repeated, by several processes at once and after any
 * kill: the payer is fixed before anything is charged, and settlement charges an event id once. Results by `nameKey`.
 */
export async function settleReceived(rows: readonly IngestedRow[], at: Date): Promise<Map<string, Settled>> {
  const results = new Map<string, Settled>();
  const { rated, dead } = await decide(rows);

  const buried = await markDead(
    dead.map(({ row, reason }) => ({ source: row.source, id: row.id, body: effectiveBody(row), reason })),
  );
  for (const { row, reason } of dead)
    if (buried.has(nameKey(row))) results.set(nameKey(row), { status: "dead_letter", reason });

  const fixed = await fixPayers(
    rated.map(({ row, payer }) => ({
      source: row.source,
      id: row.id,
      body: effectiveBody(row),
      accountCell: payer.cell,
      accountId: payer.accountId,
    })),
  );
  const due = rated.filter(({ row }) => fixed.has(nameKey(row)));
  for (let from = 0; from < due.length; from += PER_SETTLEMENT) {
    const some = due.slice(from, from + PER_SETTLEMENT);
    const settled = await settleUsage(some.map(toEvent), at);
    await markSettled(
      some.map(({ row }) => ({ source: row.source, id: row.id })),
      at,
    );
    const byId = new Map(settled.map((result) => [result.eventId, result]));
    for (const { row, rating } of some) {
      const shortfallTokens = byId.get(row.eventId)?.shortfallTokens ?? 0;
      results.set(nameKey(row), { status: "settled", planTokens: rating.planTokens, shortfallTokens });
    }
  }
  return withTheRest(rows, results);
}

/** What somebody else decided in the meantime. */
async function withTheRest(rows: readonly IngestedRow[], results: Map<string, Settled>): Promise<Map<string, Settled>> {
  const others = rows.filter((row) => !results.has(nameKey(row)));
  for (const row of await readEvents(others)) {
    const reason = deadReasonOf(row.reason);
    const dead = row.status === "dead" && reason !== null;
    results.set(nameKey(row), dead ? { status: "dead_letter", reason } : { status: "taken", as: row.status });
  }
  return results;
}

async function decide(rows: readonly IngestedRow[]) {
  const dead: { row: IngestedRow; reason: DeadReason }[] = [];
  const read: { row: IngestedRow; usage: ReportedUsage }[] = [];
  for (const row of rows) {
    const outcome = readUsage(effectiveBody(row), row.receivedAt);
    if (outcome.ok) read.push({ row, usage: outcome.usage });
    else dead.push({ row, reason: outcome.reason });
  }

  const attributions = await attributeUsage(read.map(({ usage }) => usage));
  const attributed = read.flatMap(({ row, usage }, index) => {
    const attribution = attributions[index];
    // Once it is fixed, the payer stays: a number that has changed hands since changes nothing.
    const payer = row.subjectId === null ? null : fixedPayer(row.subjectId, row.accountCell, usage);
    if (payer) return [{ row, usage, payer }];
    if (attribution?.ok) return [{ row, usage, payer: attribution.payer }];
    dead.push({ row, reason: attribution?.reason ?? "account_missing" });
    return [];
  });

  const ratings = await rateUsage(attributed);
  const rated = attributed.flatMap((one, index): Rated[] => {
    const rating = ratings[index];
    if (rating?.ok) return [{ ...one, rating }];
    dead.push({ row: one.row, reason: rating?.reason ?? "model_unknown" });
    return [];
  });
  return { rated, dead };
}

function fixedPayer(accountId: string, cell: number | null, { keyId }: ReportedUsage): Payer | null {
  return cell === null ? null : { accountId, cell, keyId };
}

function toEvent({ row, usage, payer, rating }: Rated): SettlementEvent {
  return {
    id: row.eventId,
    cell: payer.cell,
    accountId: payer.accountId,
    keyId: payer.keyId ?? NO_KEY_ID,
    api: "ingested",
    modelCode: usage.modelCode,
    weightVersionId: rating.weightVersionId,
    weights: rating.weights,
    usage: usage.usage,
    planTokens: rating.planTokens,
    parts: [],
    occurredAt: usage.occurredAt,
    requestId: row.id,
    outcome: "reported",
    streamed: false,
    latencyMs: 0,
    upstreamCode: row.source,
  };
}
