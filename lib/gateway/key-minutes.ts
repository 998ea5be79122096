import type { Caller } from "@/lib/gateway/caller";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { MinuteRest } from "@/lib/keys/return-to-minute";
import type { MinutePiece, MinuteUnit, MinuteWant } from "@/lib/keys/take-of-minute";

export interface MinutePort {
  takeOfMinute(want: MinuteWant): Promise<MinutePiece>;
  returnToMinute(rest: MinuteRest): Promise<void>;
}

/** Plan tokens that a call has taken of its key's minute. */
export interface TokenTake {
  /** Of which share of this node, and of which of its minutes. */
  share: string;
  minute: string;
  tokens: number;
}

/** What this node has of one limit of one key in the present minute. */
interface Share {
  name: string;
  cell: number;
  keyId: string;
  unit: MinuteUnit;
  limit: number;
  minute: string;
  /** When the minute ends at the latest, by this node's clock. */
  untilMs: number;
  free: number;
  /** Until when it is known, without asking again, that nothing is left. */
  emptyUntilMs: number;
  usedMs: number;
  /** Those who ask the database stand in a line, so that together they take one piece and not one each. */
  tail: Promise<unknown>;
  waiting: number;
}

/** A piece is this part of the limit, or what the call at hand needs if that is more. */
const PIECES = 8;
/** What nobody has used for so long goes back, so that other nodes find it. */
const IDLE_MS = 1_000;
/** How long a node believes that a minute is used up: others may give back. */
const EMPTY_MS = 250;
/** The minute may end while the database is asked. */
const MOST_TRIES = 3;

/**
 * Requests and plan tokens per minute of a key, over all nodes: the minute is the database's, its allowance lies in the
 * table key_minute, and a node takes it in pieces. Keys without such limits cost nothing.
 */
export class KeyMinutes {
  private readonly shares = new Map<string, Share>();

  constructor(
    private readonly port: MinutePort,
    private readonly nowMs: () => number,
  ) {}

  /** Counts one request. Throws requestsPerMinute. */
  async takeRequest(caller: Caller): Promise<void> {
    const { requestsPerMinute } = caller.key;
    if (requestsPerMinute !== null) await this.take(caller, "requests", requestsPerMinute, { atLeast: 1, atMost: 1 });
  }

  /**
   * Takes what a call may cost: `atMost` if the minute has so much left, else what it has, if that is `atLeast`. Null for
   * a key without such a limit. Throws tokensPerMinute.
   */
  async takeTokens(caller: Caller, want: { atLeast: number; atMost: number }): Promise<TokenTake | null> {
    const { tokensPerMinute } = caller.key;
    return tokensPerMinute === null ? null : this.take(caller, "tokens", tokensPerMinute, want);
  }

  /** The call cost less than it took, or nothing. Counts for the minute in which it was taken, if that is not over. */
  giveBackTokens(taken: TokenTake | null, tokens: number): void {
    const share = taken && this.shares.get(taken.share);
    if (!share || share.minute !== taken.minute) return;
    share.free += tokens;
    share.emptyUntilMs = 0;
  }

  /** Gives back what nobody has used for a while; forgets minutes that are over. */
  async returnIdle(): Promise<void> {
    const returns: Promise<void>[] = [];
    for (const [name, share] of this.shares) {
      if (share.waiting > 0) continue;
      const isOver = share.untilMs <= this.nowMs();
      if (isOver) this.shares.delete(name);
      else if (this.nowMs() - share.usedMs >= IDLE_MS) returns.push(this.returnFree(share));
    }
    await Promise.all(returns);
  }

  private async take(
    caller: Caller,
    unit: MinuteUnit,
    limit: number,
    want: { atLeast: number; atMost: number },
  ): Promise<TokenTake> {
    const share = this.shareOf(caller, unit, limit);
    share.usedMs = this.nowMs();
    if (share.waiting === 0) {
      const got = this.takeFree(share, want.atMost, want.atMost);
      if (got) return got;
    }
    share.waiting += 1;
    const turn = share.tail.then(() => this.takeTurn(share, want));
    share.tail = turn.catch(() => undefined); // the next in line does not inherit this call's refusal
    try {
      return await turn;
    } finally {
      share.waiting -= 1;
    }
  }

  private async takeTurn(share: Share, { atLeast, atMost }: { atLeast: number; atMost: number }) {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const got = this.takeFree(share, atMost, atMost);
      if (got) return got;
      if (this.nowMs() < share.emptyUntilMs) throw this.refusal(share, atLeast, 0);
      const piece = await this.askForMore(share, atLeast, atMost);
      const lowered = this.takeFree(share, atLeast, atMost);
      if (lowered) return lowered;
      if (piece.taken > 0) continue;
      if (share.free + piece.left === 0) share.emptyUntilMs = Math.min(this.nowMs() + EMPTY_MS, share.untilMs);
      throw this.refusal(share, atLeast, piece.left);
    }
    throw new GatewayError("unavailable");
  }

  private async askForMore(share: Share, atLeast: number, atMost: number): Promise<MinutePiece> {
    const { cell, keyId, unit, limit } = share;
    const askedMs = this.nowMs();
    const free = this.isRunning(share) ? share.free : 0;
    const welcome = Math.max(atMost - free, Math.ceil(limit / PIECES));
    const needed = Math.max(1, atLeast - free);
    const piece = await this.port.takeOfMinute({ cell, keyId, unit, limit, needed, welcome });
    if (piece.minute !== share.minute) share.free = 0;
    share.minute = piece.minute;
    // Counted from before the question: the piece is never used after its minute, rather a little shorter.
    share.untilMs = askedMs + piece.lastsMs;
    share.free += piece.taken;
    return piece;
  }

  /** Takes up to `atMost` of what the node has; null when it has less than `atLeast`. */
  private takeFree(share: Share, atLeast: number, atMost: number): TokenTake | null {
    if (!this.isRunning(share) || share.free < atLeast) return null;
    const tokens = Math.min(share.free, atMost);
    share.free -= tokens;
    return { share: share.name, minute: share.minute, tokens };
  }

  private isRunning(share: Share): boolean {
    return this.nowMs() < share.untilMs;
  }

  private refusal(share: Share, needed: number, leftElsewhere: number): GatewayError {
    const { unit, limit, untilMs } = share;
    const seconds = Math.max(1, Math.ceil((untilMs - this.nowMs()) / 1_000));
    if (unit === "requests") return new GatewayError("requestsPerMinute", { limit, seconds });
    return new GatewayError("tokensPerMinute", { limit, left: share.free + leftElsewhere, needed, seconds });
  }

  /** A changed limit is another share: what was taken under the former one could exceed it, and goes back when idle. */
  private shareOf({ cell, keyId }: Caller, unit: MinuteUnit, limit: number): Share {
    const name = `${unit}/${limit}/${keyId}`;
    const known = this.shares.get(name);
    if (known) return known;
    const fresh = { name, cell, keyId, unit, limit, minute: "", untilMs: 0, free: 0, emptyUntilMs: 0, usedMs: 0 };
    const share: Share = { ...fresh, tail: Promise.resolve(), waiting: 0 };
    this.shares.set(name, share);
    return share;
  }

  /** What cannot be given back counts as used until the minute ends. */
  private async returnFree(share: Share): Promise<void> {
    const { cell, keyId, unit, minute, free } = share;
    share.free = 0;
    if (free > 0 && this.isRunning(share)) await this.port.returnToMinute({ cell, keyId, unit, minute, amount: free });
  }
}
