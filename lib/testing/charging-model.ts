import { shanghaiDay, toInstant } from "@/lib/time/calendar";

/** A bucket, written down as the domain's words say it. */
export interface ModelGrant {
  id: string;
  /** Only models of one family. */
  scoped: boolean;
  startsAt: number;
  expiresAt: number;
  /** The order in which they were given. */
  number: number;
  granted: number;
  remaining: number;
  consumed: number;
  expired: number;
}

export interface ModelSlice {
  id: string;
  keyId: string;
  node: number;
  open: boolean;
  /** What is still set aside, by bucket. */
  held: Map<string, number>;
}

export interface ModelKey {
  dayCap: number | null;
  totalCap: number | null;
  /** Plan tokens by Shanghai day. */
  spent: Map<string, number>;
}

/** What a call held of a slice and burns. */
export interface ModelPart {
  sliceId: string;
  grantId: string;
  tokens: number;
}

export interface ModelEvent {
  id: string;
  keyId: string;
  /** Whether the model is of the family that scoped buckets pay for. */
  inFamily: boolean;
  at: number;
  planTokens: number;
  parts: readonly ModelPart[];
}

/** Beyond its need a slice gets at most this part of what is free. */
const SHARE = 32;

/** One account's tokens, kept by simple rules: what the real books must agree with. */
export class ChargingModel {
  readonly grants: ModelGrant[] = [];
  readonly slices: ModelSlice[] = [];
  readonly keys = new Map<string, ModelKey>();
  readonly settled = new Map<string, number>();

  /** What a reservation gives, by bucket, in order. */
  reserve(
    keyId: string,
    inFamily: boolean,
    { need, want }: { need: number; want: number },
    at: number,
  ): [string, number][] {
    const payers = this.payers(inFamily, at);
    const free = payers.reduce((sum, { remaining }) => sum + remaining, 0);
    let missing = Math.min(Math.max(need, Math.min(want, Math.floor(free / SHARE))), this.room(keyId, at));
    const given: [string, number][] = [];
    for (const grant of payers) {
      const tokens = Math.min(missing, grant.remaining);
      missing -= tokens;
      grant.remaining -= tokens;
      if (tokens > 0) given.push([grant.id, tokens]);
    }
    return given;
  }

  /** Settles once; what was settled before changes nothing. Returns what nobody paid. */
  settle(event: ModelEvent): number {
    const known = this.settled.get(event.id);
    if (known !== undefined) return known;
    let unpaid = event.planTokens;
    let beyond = event.planTokens;
    for (const { sliceId, grantId, tokens } of event.parts) {
      beyond -= tokens;
      const slice = this.slices.find(({ id }) => id === sliceId);
      unpaid -= slice?.open
        ? this.takeHeld(event, slice, { grantId, tokens })
        : this.takeFree(event, this.grant(grantId), tokens);
    }
    for (const grant of this.payers(event.inFamily, event.at)) {
      const taken = this.takeFree(event, grant, beyond);
      beyond -= taken;
      unpaid -= taken;
    }
    this.settled.set(event.id, unpaid);
    return unpaid;
  }

  giveBack(slice: ModelSlice): void {
    if (!slice.open) return;
    slice.open = false;
    for (const [grantId, tokens] of slice.held) this.grant(grantId).remaining += tokens;
    slice.held.clear();
  }

  expire(at: number): void {
    for (const grant of this.grants) {
      if (grant.expiresAt > at) continue;
      grant.expired += grant.remaining;
      grant.remaining = 0;
    }
  }

  reserved(grantId: string): number {
    return this.slices.reduce((sum, { held }) => sum + (held.get(grantId) ?? 0), 0);
  }

  grant(id: string): ModelGrant {
    const grant = this.grants.find((known) => known.id === id);
    if (!grant) throw new Error("no such bucket");
    return grant;
  }

  /** Soonest expiry, then the narrower scope, then the oldest; all of them are free of charge. */
  private payers(inFamily: boolean, at: number): ModelGrant[] {
    return this.grants
      .filter(({ scoped, startsAt, expiresAt }) => (inFamily || !scoped) && startsAt <= at && at < expiresAt)
      .sort((a, b) => a.expiresAt - b.expiresAt || Number(b.scoped) - Number(a.scoped) || a.number - b.number);
  }

  /** What a key may still take beyond what is set aside for it. */
  private room(keyId: string, at: number): number {
    const key = this.keys.get(keyId);
    if (!key) return Number.POSITIVE_INFINITY;
    const held = this.slices
      .filter((slice) => slice.keyId === keyId)
      .reduce((sum, slice) => sum + [...slice.held.values()].reduce((own, tokens) => own + tokens, 0), 0);
    const total = [...key.spent.values()].reduce((sum, tokens) => sum + tokens, 0);
    const left = (cap: number | null, spent: number) => (cap === null ? Number.POSITIVE_INFINITY : cap - spent - held);
    return Math.max(0, Math.min(left(key.dayCap, key.spent.get(dayOf(at)) ?? 0), left(key.totalCap, total)));
  }

  private takeHeld(event: ModelEvent, slice: ModelSlice, part: { grantId: string; tokens: number }): number {
    const held = slice.held.get(part.grantId) ?? 0;
    const tokens = Math.min(part.tokens, held);
    slice.held.set(part.grantId, held - tokens);
    this.note(event, this.grant(part.grantId), tokens);
    return tokens;
  }

  private takeFree(event: ModelEvent, grant: ModelGrant, most: number): number {
    const tokens = Math.min(most, grant.remaining, this.room(event.keyId, event.at));
    grant.remaining -= tokens;
    this.note(event, grant, tokens);
    return tokens;
  }

  private note({ keyId, at }: ModelEvent, grant: ModelGrant, tokens: number): void {
    grant.consumed += tokens;
    const spent = this.keys.get(keyId)?.spent;
    spent?.set(dayOf(at), (spent.get(dayOf(at)) ?? 0) + tokens);
  }
}

function dayOf(at: number): string {
  return shanghaiDay(toInstant(at));
}
