import type { Debit, SettlementEvent } from "@/lib/charging/charging";
import { compareBurnDown, scopeCovers } from "@/lib/grants/bucket";

/** A locked bucket during settlement; amounts change as events burn. */
export interface BurningGrant {
  id: string;
  accountId: string;
  modelScope: string[];
  free: boolean;
  startsAt: number;
  expiresAt: number;
  createdAt: number;
  remaining: number;
  reserved: number;
  consumed: number;
}

/** A locked part of an open slice during settlement. Parts of closed slices are not here: their tokens went back. */
export interface BurningPart {
  sliceId: string;
  grantId: string;
  reserved: number;
  consumed: number;
}

export interface BurnState {
  grants: Map<string, BurningGrant>;
  /** Open slice parts by `sliceId/grantId`. */
  parts: Map<string, BurningPart>;
}

export interface Burnt {
  debits: Debit[];
  shortfallTokens: number;
}

export function partKey(sliceId: string, grantId: string): string {
  return `${sliceId}/${grantId}`;
}

/**
 * Burns one event's plan tokens and changes `state` accordingly (decisions 9, 10):
 * first what it held; a held part whose slice was given back takes what that bucket still has; what exceeds the hold
 * spills into the account's other buckets in burn-down order. What nobody can pay is the shortfall, the operator's loss.
 */
export function burn(state: BurnState, event: SettlementEvent): Burnt {
  const debits = new Map<string, Debit>();
  let due = event.planTokens;
  let beyondHold = event.planTokens;

  for (const held of event.parts) {
    beyondHold -= held.tokens;
    const grant = state.grants.get(held.grantId);
    if (!grant) continue;
    const asked = Math.min(held.tokens, due);
    const part = state.parts.get(partKey(held.sliceId, held.grantId));
    const fromPart = Math.min(asked, part?.reserved ?? 0);
    const fromRest = part ? 0 : Math.min(asked, grant.remaining);
    if (part) {
      part.reserved -= fromPart;
      part.consumed += fromPart;
    }
    take(grant, fromPart, fromRest, debits);
    due -= fromPart + fromRest;
  }

  if (beyondHold > 0) {
    for (const grant of payersOf(state, event)) {
      const taken = Math.min(due, beyondHold, grant.remaining);
      take(grant, 0, taken, debits);
      due -= taken;
      beyondHold -= taken;
    }
  }
  return { debits: [...debits.values()], shortfallTokens: due };
}

function take(grant: BurningGrant, fromReserved: number, fromRemaining: number, debits: Map<string, Debit>): void {
  const tokens = fromReserved + fromRemaining;
  if (tokens === 0) return;
  const beforeTokens = grant.remaining + grant.reserved;
  grant.reserved -= fromReserved;
  grant.remaining -= fromRemaining;
  grant.consumed += tokens;
  const earlier = debits.get(grant.id);
  if (earlier) {
    earlier.tokens += tokens;
    earlier.afterTokens -= tokens;
  } else {
    debits.set(grant.id, { grantId: grant.id, tokens, beforeTokens, afterTokens: beforeTokens - tokens });
  }
}

/** The account's buckets that may pay for the event, in burn-down order. */
function payersOf(state: BurnState, event: SettlementEvent): BurningGrant[] {
  const at = event.occurredAt.getTime();
  return [...state.grants.values()]
    .filter((grant) => grant.accountId === event.accountId && grant.remaining > 0)
    .filter((grant) => grant.startsAt <= at && at < grant.expiresAt && scopeCovers(grant.modelScope, event.modelCode))
    .sort(compareBurnDown);
}
