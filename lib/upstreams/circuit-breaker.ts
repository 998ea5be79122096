/**
 * Whether an upstream is worth asking, from how its last calls ended. One breaker per upstream: address, key and network fail
 * together. A call never waits for a breaker and is never refused by one; it only asks others first (`choose-route.ts`).
 */
export const BREAKER_POLICY = {
  /** So many failures without a success between them open it… */
  failuresInARow: 5,
  /** …or this share of at least so many calls of the last while. */
  failureShare: 0.5,
  leastCalls: 20,
  windowMs: 30_000,
  /** It stays open for so long, twice as long each time it opens again, and at most so long. */
  firstPauseMs: 5_000,
  mostPauseMs: 60_000,
  /** After being closed for so long it is forgiven: the next pause is a first one. */
  forgivenAfterMs: 60_000,
  /** So many calls at once try whether it is well again, and so many successes say that it is. */
  probes: 2,
} as const;

export type BreakerPolicy = { [name in keyof typeof BREAKER_POLICY]: number };

export type BreakerMode = "closed" | "half_open" | "open";

/** "neutral" says nothing about the upstream: the client left, or it asked for patience. */
export type CallResult = "ok" | "failed" | "neutral";

/** One call under way, from `begin` to `end`. */
export interface Permit {
  readonly round: number;
  readonly isProbe: boolean;
}

interface Tally {
  ok: number;
  failed: number;
}

export class CircuitBreaker {
  /** Goes up whenever it opens or closes: what began in an earlier round tells of a time that is over. */
  private round = 0;
  /** Null while it is closed; once that instant has come, it is half open. */
  private openUntilMs: number | null = null;
  private openings = 0;
  private closedAtMs = 0;
  private probing = 0;
  private proven = 0;
  private inARow = 0;
  /** The window's two halves; the former one is dropped when the later one is over. */
  private former: Tally = { ok: 0, failed: 0 };
  private later: Tally = { ok: 0, failed: 0 };
  private laterSinceMs = 0;

  constructor(private readonly policy: BreakerPolicy) {}

  mode(nowMs: number): BreakerMode {
    if (this.openUntilMs === null) return "closed";
    return nowMs < this.openUntilMs ? "open" : "half_open";
  }

  /** From when on a call may go through; not after `nowMs` when it may now, Infinity when nobody knows yet. */
  readyAtMs(nowMs: number): number {
    if (this.openUntilMs === null) return nowMs;
    if (nowMs < this.openUntilMs) return this.openUntilMs;
    return this.probing < this.policy.probes ? nowMs : Infinity;
  }

  /** A call begins, whether or not the breaker would rather have none. */
  begin(nowMs: number): Permit {
    const isProbe = this.mode(nowMs) === "half_open" && this.probing < this.policy.probes;
    if (isProbe) this.probing += 1;
    return { round: this.round, isProbe };
  }

  end({ round, isProbe }: Permit, result: CallResult, nowMs: number): void {
    if (round !== this.round) return;
    if (isProbe) this.probing -= 1;
    if (result === "neutral") return;
    if (this.openUntilMs === null) this.count(result, nowMs);
    else if (result === "ok") this.prove(nowMs);
    // A call that was sent although the breaker was open changes nothing when it fails: the pause is for that.
    else if (isProbe) this.open(nowMs);
  }

  /** An answer that had begun well broke off; its call has ended as a success already. */
  breakOff(nowMs: number): void {
    if (this.openUntilMs === null) this.count("failed", nowMs);
  }

  private count(result: "ok" | "failed", nowMs: number): void {
    const { windowMs, failuresInARow, failureShare, leastCalls } = this.policy;
    const age = nowMs - this.laterSinceMs;
    if (age >= windowMs / 2) {
      this.former = age < windowMs ? this.later : { ok: 0, failed: 0 };
      this.later = { ok: 0, failed: 0 };
      this.laterSinceMs = nowMs;
    }
    this.later[result] += 1;
    this.inARow = result === "ok" ? 0 : this.inARow + 1;
    const failed = this.former.failed + this.later.failed;
    const calls = failed + this.former.ok + this.later.ok;
    if (this.inARow >= failuresInARow || (calls >= leastCalls && failed >= calls * failureShare)) this.open(nowMs);
  }

  private prove(nowMs: number): void {
    this.proven += 1;
    if (this.proven < this.policy.probes) return;
    this.openUntilMs = null;
    this.closedAtMs = nowMs;
    this.beginNewRound();
  }

  private open(nowMs: number): void {
    const { firstPauseMs, mostPauseMs, forgivenAfterMs } = this.policy;
    const wasWell = this.openUntilMs === null && nowMs - this.closedAtMs >= forgivenAfterMs;
    this.openings = wasWell ? 1 : this.openings + 1;
    this.openUntilMs = nowMs + Math.min(firstPauseMs * 2 ** (this.openings - 1), mostPauseMs);
    this.beginNewRound();
  }

  private beginNewRound(): void {
    this.round += 1;
    this.probing = 0;
    this.proven = 0;
    this.inARow = 0;
    this.former = { ok: 0, failed: 0 };
    this.later = { ok: 0, failed: 0 };
  }
}
