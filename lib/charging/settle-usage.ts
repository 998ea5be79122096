import { type Burnt, BurnState } from "@/lib/charging/burn";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { KeyRooms } from "@/lib/charging/key-caps";
import { findKeyStandings } from "@/lib/charging/key-standings";
import {
  copyEvents,
  dailyChanges,
  eventChanges,
  findSettledIds,
  keyChanges,
  type RatedEvent,
} from "@/lib/charging/settle-store";
import {
  type CellRow,
  findOpenParts,
  grantChanges,
  lockGrants,
  lockLiveGrants,
  type LockedGrant,
  type OpenPart,
  partChanges,
} from "@/lib/charging/store";
import { violates } from "@/lib/db/constraint";
import { runTogether } from "@/lib/db/run-together";
import { type CopyRows, inCopyTransaction, inSqlTransaction, type Sql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import type { LedgerEntry, LedgerPosting } from "@/lib/ledger/ledger";
import { ledgerChanges } from "@/lib/ledger/post-ledger";
import { shanghaiDay } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";

/**
 * Settles metered calls in one transaction (charging.md 4): burns slices, inserts the events with their debit lines, posts
 * the ledger once per bucket, updates the daily roll-up. Durable when it returns. An event id that was settled before
 * charges nothing again, whatever is retried; its first result is not recomputed.
 * Input may hold several accounts and cells, and the same id twice. Amounts in plan tokens.
 */
export async function settleUsage(
  events: readonly SettlementEvent[],
  at: Date = businessNow(),
): Promise<SettlementResult[]> {
  const unique = withoutRepeats(events);
  if (unique.length === 0) return [];
  try {
    return await settle(unique, at, false);
  } catch (error) {
    // Nearly every event is new, so the primary key is what looks for repeats; only when it finds one do we look ourselves.
    if (!violates(error, "usage_event_")) throw error;
    return settle(unique, at, true);
  }
}

function withoutRepeats(events: readonly SettlementEvent[]): readonly SettlementEvent[] {
  if (new Set(events.map(({ id }) => id)).size === events.length) return events;
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** From so many events on COPY is worth its round trips. */
const COPY_FROM_EVENTS = 200;

function settle(events: readonly SettlementEvent[], at: Date, mayRepeat: boolean): Promise<SettlementResult[]> {
  const batch = { events, at, mayRepeat };
  return events.length < COPY_FROM_EVENTS
    ? inSqlTransaction((sql, copyRows) => settleBatch(sql, copyRows, batch))
    : inCopyTransaction((sql, copyRows) => settleBatch(sql, copyRows, batch));
}

interface Batch {
  events: readonly SettlementEvent[];
  at: Date;
  mayRepeat: boolean;
}

async function settleBatch(sql: Sql, copyRows: CopyRows | null, batch: Batch): Promise<SettlementResult[]> {
  const { events, at, mayRepeat } = batch;
  const { grants, parts } = await lockAll(sql, events);
  // After the bucket locks, in a later statement: a repeat that raced us has committed by now.
  const settled = mayRepeat ? await findSettledIds(sql, events) : new Set<string>();
  const fresh = settled.size > 0 ? events.filter((event) => !settled.has(event.id)) : events;

  const state = new BurnState(grants, parts, await roomsFor(sql, fresh, parts));
  const rated = fresh.map((event): RatedEvent => ({ event, burnt: state.burn(event) }));

  const changes = [
    ...grantChanges(state.changed.grants),
    ...partChanges(state.changed.parts),
    ...ledgerChanges(consumptionPostings(rated, at)),
    ...dailyChanges(rated),
    ...keyChanges(rated),
  ];
  if (!copyRows) changes.push(...eventChanges(rated, at));
  await runTogether(sql, changes);
  if (copyRows) await copyEvents(copyRows, rated, at);

  const charged = settled.size > 0 ? new Map(rated.map(({ event, burnt }) => [event.id, burnt])) : null;
  return events.map((event, index) =>
    resultOf(event, charged ? charged.get(event.id) : rated[index]?.burnt, state.leftTokens(event.accountId)),
  );
}

/**
 * Locks the accounts' live buckets, and those an event holds tokens of though they have expired since; then finds the open
 * parts of the slices that are named.
 */
async function lockAll(
  sql: Sql,
  events: readonly SettlementEvent[],
): Promise<{ grants: LockedGrant[]; parts: OpenPart[] }> {
  const slices = [...namedSlices(events)];
  const [live, parts] = await Promise.all([
    lockLiveGrants(sql, accountsOf(events), earliest(events)),
    findOpenParts(sql, slices),
  ]);
  const missing = namedGrants(events);
  for (const { id } of live) missing.delete(id);
  if (missing.size === 0) return { grants: live, parts };
  const [expired, partsNow] = await Promise.all([lockGrants(sql, missing.values()), findOpenParts(sql, slices)]);
  return { grants: [...live, ...expired], parts: partsNow };
}

function accountsOf(events: readonly SettlementEvent[]): Iterable<CellRow> {
  return new Map(events.map(({ cell, accountId }) => [accountId, { cell, id: accountId }])).values();
}

function namedGrants(events: readonly SettlementEvent[]): Map<string, CellRow> {
  const named = new Map<string, CellRow>();
  for (const { cell, parts } of events) for (const { grantId } of parts) named.set(grantId, { cell, id: grantId });
  return named;
}

function namedSlices(events: readonly SettlementEvent[]): Iterable<CellRow> {
  const named = new Map<string, CellRow>();
  for (const { cell, parts } of events) for (const { sliceId } of parts) named.set(sliceId, { cell, id: sliceId });
  return named.values();
}

function earliest(events: readonly SettlementEvent[]): Date {
  return events.reduce(
    (first, event) => (event.occurredAt < first ? event.occurredAt : first),
    events[0]?.occurredAt ?? businessNow(),
  );
}

/** The room under the caps of keys whose events may take more than they hold. Nothing is asked when all is held. */
async function roomsFor(sql: Sql, events: readonly SettlementEvent[], parts: readonly OpenPart[]): Promise<KeyRooms> {
  const open = new Set(parts.map(({ sliceId }) => sliceId));
  const asking = events.filter((event) => {
    const held = event.parts.reduce((sum, part) => sum + (open.has(part.sliceId) ? part.tokens : 0), 0);
    return held < event.planTokens;
  });
  if (asking.length === 0) return new KeyRooms([]);
  const wanted = asking.map(({ cell, accountId, keyId, occurredAt }) => ({
    cell,
    accountId,
    keyId,
    day: shanghaiDay(occurredAt),
  }));
  return new KeyRooms(await findKeyStandings(sql, wanted));
}

/** One posting per cell and flush, with a pair of entries per bucket; its reference is new, because the events are what makes a repeat visible. */
function consumptionPostings(rated: readonly RatedEvent[], at: Date): LedgerPosting[] {
  const cells = new Map<number, Map<string, { customerId: string; tokens: number }>>();
  for (const { event, burnt } of rated) {
    const { cell, accountId } = event;
    for (const { grantId, tokens } of burnt.debits) {
      let buckets = cells.get(cell);
      if (!buckets) cells.set(cell, (buckets = new Map<string, { customerId: string; tokens: number }>()));
      const sum = buckets.get(grantId);
      if (sum) sum.tokens += tokens;
      else buckets.set(grantId, { customerId: accountId, tokens });
    }
  }
  return [...cells].map(([cell, buckets]) => ({
    cell,
    kind: "usage.settled",
    reference: newUuid(at),
    occurredAt: at,
    entries: [...buckets].flatMap(([grantId, { customerId, tokens }]): LedgerEntry[] => [
      { account: "tokens.consumed", amount: tokens, customerId, grantId },
      { account: "tokens.bucket", amount: -tokens, customerId, grantId },
    ]),
  }));
}

function resultOf(event: SettlementEvent, burnt: Burnt | undefined, accountLeftTokens: number): SettlementResult {
  return {
    eventId: event.id,
    charged: burnt !== undefined,
    planTokens: event.planTokens,
    debits: burnt?.debits ?? [],
    shortfallTokens: burnt?.shortfallTokens ?? 0,
    accountLeftTokens,
  };
}
