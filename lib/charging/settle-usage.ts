import { burn, type Burnt } from "@/lib/charging/burn";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { findSettledIds, insertEvents, type RatedEvent, touchKeys, upsertDaily } from "@/lib/charging/settle-store";
import {
  burnStateOf,
  lockAccounts,
  lockGrants,
  lockOpenParts,
  type LockedGrant,
  writeGrants,
  writeParts,
} from "@/lib/charging/store";
import { inSqlTransaction } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import type { LedgerPosting } from "@/lib/ledger/ledger";
import { postLedger } from "@/lib/ledger/post-ledger";
import { businessNow } from "@/lib/time/clock";

/**
 * Settles metered calls of one cell in one transaction (charging.md 4): burns slices, inserts the events with their debit
 * lines, posts the ledger once per bucket, updates the daily roll-up. Durable when it returns. An event id that was
 * settled before charges nothing again, whatever is retried; its first result is not recomputed.
 * Input may hold several accounts and the same id twice. Amounts in plan tokens.
 */
export async function settleUsage(
  cell: number,
  events: readonly SettlementEvent[],
  at: Date = businessNow(),
): Promise<SettlementResult[]> {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  if (unique.length === 0) return [];
  return inSqlTransaction(async (sql) => {
    const accountIds = unique.map((event) => event.accountId);
    await lockAccounts(sql, cell, accountIds);
    // Read after the account locks, in a later statement: a repeat that raced us has committed by now.
    const settled = await findSettledIds(
      sql,
      cell,
      unique.map((event) => event.id),
    );
    const fresh = unique.filter((event) => !settled.has(event.id));

    const named = fresh.flatMap((event) => event.parts);
    const grants = await lockGrants(
      sql,
      cell,
      accountIds,
      earliest(unique),
      named.map((part) => part.grantId),
    );
    const parts = await lockOpenParts(
      sql,
      cell,
      named.map((part) => part.sliceId),
    );
    const state = burnStateOf(grants, parts);
    const rated = fresh.map((event): RatedEvent => ({ ...event, ...burn(state, event) }));

    await writeGrants(sql, cell, grants);
    await writeParts(sql, cell, parts);
    await insertEvents(sql, cell, rated, at);
    await postLedger(sql, cell, consumptionPostings(rated, at));
    await upsertDaily(sql, cell, rated);
    await touchKeys(sql, cell, rated);
    return unique.map((event) => resultOf(event, rated, grants));
  });
}

function earliest(events: readonly SettlementEvent[]): Date {
  return events.reduce(
    (first, event) => (event.occurredAt < first ? event.occurredAt : first),
    events[0]?.occurredAt ?? businessNow(),
  );
}

/** One posting per bucket and flush; its reference is new, because the events are what makes a repeat visible. */
function consumptionPostings(rated: readonly RatedEvent[], at: Date): LedgerPosting[] {
  const burnt = new Map<string, { customerId: string; tokens: number }>();
  for (const event of rated) {
    for (const debit of event.debits) {
      const sum = burnt.get(debit.grantId) ?? { customerId: event.accountId, tokens: 0 };
      burnt.set(debit.grantId, { ...sum, tokens: sum.tokens + debit.tokens });
    }
  }
  return [...burnt].map(([grantId, { customerId, tokens }]) => ({
    kind: "usage.settled",
    reference: newUuid(at),
    occurredAt: at,
    entries: [
      { account: "tokens.consumed", amount: tokens, customerId, grantId },
      { account: "tokens.bucket", amount: -tokens, customerId, grantId },
    ],
  }));
}

function resultOf(
  event: SettlementEvent,
  rated: readonly (SettlementEvent & Burnt)[],
  grants: readonly LockedGrant[],
): SettlementResult {
  const charged = rated.find((candidate) => candidate.id === event.id);
  const own = grants.filter((grant) => grant.accountId === event.accountId);
  return {
    eventId: event.id,
    charged: charged !== undefined,
    planTokens: event.planTokens,
    debits: charged?.debits ?? [],
    shortfallTokens: charged?.shortfallTokens ?? 0,
    accountLeftTokens: own.reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0),
  };
}
