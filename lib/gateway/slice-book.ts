import type { BurnPart, Slice } from "@/lib/charging/charging";
import type { SliceReturn } from "@/lib/charging/release-slices";
import { compareBurnDown, scopeCovers } from "@/lib/grants/bucket";

/** One part of a slice on this node: what of it is neither held nor burnt. */
interface PartStock {
  id: string;
  sliceId: string;
  grantId: string;
  modelScope: readonly string[];
  weightsAt: Date;
  expiresAt: number;
  createdAt: number;
  free: boolean;
  freeTokens: number;
}

interface SliceStock {
  slice: Slice;
  parts: PartStock[];
  /** Calls that hold tokens of it or whose charge is not durable yet. It must stay until they are. */
  calls: number;
  /** Since when no call has begun or ended on it. */
  idleSinceMs: number;
}

/** Tokens that one admitted call may spend. */
export interface Hold {
  readonly keyId: string;
  readonly tokens: number;
  readonly parts: readonly BurnPart[];
}

/** The bucket that pays first: its promised weights rate the call. */
export interface HeadPart {
  grantId: string;
  weightsAt: Date;
}

/**
 * The slices a node spends from, per key. Pure bookkeeping: no clock, no database. Whatever is added leaves by being
 * held and burnt, or by being given back; a part is never counted twice.
 */
export class SliceBook {
  private readonly byKey = new Map<string, SliceStock[]>();
  private readonly bySlice = new Map<string, SliceStock>();

  add(slice: Slice, nowMs: number): void {
    const parts = slice.parts.map((part) => ({
      id: part.grantId,
      sliceId: slice.id,
      grantId: part.grantId,
      modelScope: part.modelScope,
      weightsAt: part.weightsAt,
      free: part.free,
      expiresAt: part.expiresAt.getTime(),
      createdAt: part.createdAt.getTime(),
      freeTokens: part.tokens,
    }));
    const stock = { slice, parts, calls: 0, idleSinceMs: nowMs };
    this.bySlice.set(slice.id, stock);
    this.byKey.set(slice.keyId, [...(this.byKey.get(slice.keyId) ?? []), stock]);
  }

  /** The bucket at the head of the key's burn-down order for a model; null when the key has nothing to spend on it. */
  head(keyId: string, modelCode: string, at: Date): HeadPart | null {
    const [first] = this.payers(keyId, modelCode, at);
    return first ? { grantId: first.grantId, weightsAt: first.weightsAt } : null;
  }

  /** What the key could hold for a model now. */
  freeFor(keyId: string, modelCode: string, at: Date): number {
    return this.payers(keyId, modelCode, at).reduce((sum, part) => sum + part.freeTokens, 0);
  }

  /** Holds all of it or nothing, in burn-down order. Null when there is not enough. */
  hold(keyId: string, modelCode: string, at: Date, tokens: number, nowMs: number): Hold | null {
    const parts: BurnPart[] = [];
    const payers = this.payers(keyId, modelCode, at);
    let missing = tokens;
    for (const part of payers) {
      if (missing === 0) break;
      const taken = Math.min(missing, part.freeTokens);
      parts.push({ sliceId: part.sliceId, grantId: part.grantId, tokens: taken });
      missing -= taken;
    }
    if (missing > 0) return null;
    for (const held of parts) this.move(held, -held.tokens);
    for (const sliceId of slicesOf(parts)) this.count(sliceId, 1, nowMs);
    return { keyId, tokens, parts };
  }

  /**
   * Splits a hold by what the call cost: returns what burns, in order, and frees the rest for other calls. What costs
   * more than the hold is settlement's to find elsewhere. The slices stay until `close`.
   */
  spend(hold: Hold, planTokens: number): BurnPart[] {
    const burnt: BurnPart[] = [];
    let due = planTokens;
    for (const held of hold.parts) {
      const tokens = Math.min(due, held.tokens);
      due -= tokens;
      if (tokens > 0) burnt.push({ ...held, tokens });
      this.move(held, held.tokens - tokens);
    }
    return burnt;
  }

  /** The call is over and what it burnt is durable: its slices may be given back once nobody else uses them. */
  close(hold: Hold, nowMs: number): void {
    for (const sliceId of slicesOf(hold.parts)) this.count(sliceId, -1, nowMs);
  }

  /**
   * Takes out what has been idle for so long, for the caller to give back: whole slices that no call uses, and of slices in
   * use what no call holds.
   */
  takeIdle(nowMs: number, idleMs: number): SliceReturn[] {
    return this.take(
      (stock) => nowMs - stock.idleSinceMs >= idleMs || (stock.calls === 0 && stock.parts.every(isUsedUp)),
    );
  }

  /** Takes out what no call holds of an account, but for what this key may spend on this model: somebody else needs it. */
  takeFreeOfAccount(accountId: string, except: { keyId: string; modelCode: string } | null = null): SliceReturn[] {
    return this.take(({ slice, parts }) => {
      const isOwn = slice.keyId === except?.keyId && (slice.modelCode ?? except.modelCode) === except.modelCode;
      return slice.accountId === accountId && !isOwn && !parts.every(isUsedUp);
    });
  }

  /** Forgets everything: the lease was lost, and the database gives the slices back. Running calls keep their holds. */
  clear(): void {
    this.byKey.clear();
    this.bySlice.clear();
  }

  /** Slices in the book, and their free tokens. */
  totals(): { slices: number; freeTokens: number } {
    let freeTokens = 0;
    for (const { parts } of this.bySlice.values()) for (const part of parts) freeTokens += part.freeTokens;
    return { slices: this.bySlice.size, freeTokens };
  }

  private payers(keyId: string, modelCode: string, at: Date): PartStock[] {
    const fitting: PartStock[] = [];
    for (const { slice, parts } of this.byKey.get(keyId) ?? []) {
      if (slice.modelCode !== null && slice.modelCode !== modelCode) continue;
      for (const part of parts) {
        if (part.freeTokens > 0 && part.expiresAt > at.getTime() && scopeCovers(part.modelScope, modelCode))
          fitting.push(part);
      }
    }
    return fitting.length > 1 ? fitting.sort(compareBurnDown) : fitting;
  }

  /** Changes a part's free tokens; of a slice that the book has forgotten there is nothing to change. */
  private move({ sliceId, grantId }: BurnPart, tokens: number): void {
    const part = this.bySlice.get(sliceId)?.parts.find((candidate) => candidate.grantId === grantId);
    if (part) part.freeTokens += tokens;
  }

  private count(sliceId: string, calls: number, nowMs: number): void {
    const stock = this.bySlice.get(sliceId);
    if (!stock) return;
    stock.calls += calls;
    stock.idleSinceMs = nowMs;
  }

  private take(wanted: (stock: SliceStock) => boolean): SliceReturn[] {
    const returns: SliceReturn[] = [];
    for (const stock of [...this.bySlice.values()].filter(wanted)) {
      const { id: sliceId, cell } = stock.slice;
      if (stock.calls === 0) {
        this.forget(stock);
        returns.push({ cell, sliceId, tokens: "all" });
      } else if (!stock.parts.every(isUsedUp)) {
        returns.push({ cell, sliceId, tokens: takeFreeParts(stock.parts) });
      }
    }
    return returns;
  }

  private forget({ slice }: SliceStock): void {
    this.bySlice.delete(slice.id);
    const left = (this.byKey.get(slice.keyId) ?? []).filter((stock) => stock.slice.id !== slice.id);
    if (left.length > 0) this.byKey.set(slice.keyId, left);
    else this.byKey.delete(slice.keyId);
  }
}

function isUsedUp(part: PartStock): boolean {
  return part.freeTokens === 0;
}

function takeFreeParts(parts: readonly PartStock[]): Map<string, number> {
  const taken = new Map<string, number>();
  for (const part of parts) {
    if (part.freeTokens > 0) taken.set(part.grantId, part.freeTokens);
    part.freeTokens = 0;
  }
  return taken;
}

function slicesOf(parts: readonly BurnPart[]): Set<string> {
  return new Set(parts.map((part) => part.sliceId));
}
