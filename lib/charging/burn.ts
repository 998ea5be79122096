import type { Debit, SettlementEvent } from "@/lib/charging/charging";
import { KeyRooms } from "@/lib/charging/key-caps";
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

/** A part of an open slice during settlement. Parts of closed slices are not here: their tokens went back. */
export interface BurningPart {
  sliceId: string;
  grantId: string;
  reserved: number;
  consumed: number;
}

export interface Burnt {
  debits: Debit[];
  shortfallTokens: number;
}

function partKey(sliceId: string, grantId: string): string {
  return `${sliceId}/${grantId}`;
}

/** The locked buckets and slice parts of a batch, and what its capped keys may still spend. Events burn one after another. */
export class BurnState<G extends BurningGrant = BurningGrant, P extends BurningPart = BurningPart> {
  private readonly grants = new Map<string, G>();
  private readonly parts = new Map<string, P>();
  /** By account, in burn-down order. */
  private readonly buckets = new Map<string, G[]>();
  private readonly changedGrants = new Set<G>();
  private readonly changedParts = new Set<P>();

  constructor(
    grants: Iterable<G>,
    parts: Iterable<P>,
    private readonly rooms = new KeyRooms([]),
  ) {
    for (const grant of grants) {
      this.grants.set(grant.id, grant);
      const own = this.buckets.get(grant.accountId);
      if (own) own.push(grant);
      else this.buckets.set(grant.accountId, [grant]);
    }
    for (const own of this.buckets.values()) own.sort(compareBurnDown);
    for (const part of parts) this.parts.set(partKey(part.sliceId, part.grantId), part);
  }

  /** What differs from when it was read. */
  get changed(): { grants: Iterable<G>; parts: Iterable<P> } {
    return { grants: this.changedGrants, parts: this.changedParts };
  }

  /** Plan tokens that the account has not consumed, held ones included. */
  leftTokens(accountId: string): number {
    return (this.buckets.get(accountId) ?? []).reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0);
  }

  /**
   * Burns one event's plan tokens (decisions 9, 10): first what it held; a held part whose slice was given back takes what
   * that bucket still has; what exceeds the hold spills into the account's other buckets in burn-down order. Held tokens
   * count against the key's caps already; whatever else is taken stays within them. What nobody can pay is the
   * shortfall, the operator's loss.
   */
  burn(event: SettlementEvent): Burnt {
    const debits: Debit[] = [];
    let due = event.planTokens;
    let beyondHold = event.planTokens;
    for (const held of event.parts) {
      beyondHold -= held.tokens;
      const grant = this.grants.get(held.grantId);
      if (!grant) continue;
      const asked = Math.min(held.tokens, due);
      const part = this.parts.get(partKey(held.sliceId, held.grantId));
      due -= part
        ? this.takeReserved(event, { grant, part }, asked, debits)
        : this.takeRemaining(event, grant, asked, debits);
    }
    if (beyondHold > 0) {
      for (const grant of this.payersOf(event)) {
        const taken = this.takeRemaining(event, grant, Math.min(due, beyondHold), debits);
        due -= taken;
        beyondHold -= taken;
      }
    }
    return { debits, shortfallTokens: due };
  }

  private takeReserved(
    event: SettlementEvent,
    { grant, part }: { grant: G; part: P },
    asked: number,
    debits: Debit[],
  ): number {
    const tokens = Math.min(asked, part.reserved);
    if (tokens === 0) return 0;
    this.rooms.takeHeld(event, tokens);
    note(debits, grant, tokens);
    part.reserved -= tokens;
    part.consumed += tokens;
    grant.reserved -= tokens;
    grant.consumed += tokens;
    this.changedParts.add(part);
    this.changedGrants.add(grant);
    return tokens;
  }

  private takeRemaining(event: SettlementEvent, grant: G, asked: number, debits: Debit[]): number {
    const tokens = Math.min(asked, grant.remaining, this.rooms.leftFor(event));
    if (tokens <= 0) return 0;
    note(debits, grant, tokens);
    grant.remaining -= tokens;
    grant.consumed += tokens;
    this.rooms.take(event, tokens);
    this.changedGrants.add(grant);
    return tokens;
  }

  /** The account's buckets that may pay for the event, in burn-down order. */
  private payersOf({ accountId, modelCode, occurredAt }: SettlementEvent): G[] {
    const at = occurredAt.getTime();
    return (this.buckets.get(accountId) ?? []).filter(
      (grant) => grant.startsAt <= at && at < grant.expiresAt && scopeCovers(grant.modelScope, modelCode),
    );
  }
}

/** A debit line per bucket and event; called before the amounts change. */
function note(debits: Debit[], grant: BurningGrant, tokens: number): void {
  const earlier = debits.find((debit) => debit.grantId === grant.id);
  if (earlier) {
    earlier.tokens += tokens;
    earlier.afterTokens -= tokens;
    return;
  }
  const beforeTokens = grant.remaining + grant.reserved;
  debits.push({ grantId: grant.id, tokens, beforeTokens, afterTokens: beforeTokens - tokens });
}
