import type { Slice } from "@/lib/charging/charging";
import type { ReservedSlice, SliceRequest } from "@/lib/charging/reserve-slice";
import type { RatingTerms } from "@/lib/charging/resolve-terms";
import type { Weights } from "@/lib/charging/rate";
import { affordableOutput, type CallBounds, leastOutput, mostCost } from "@/lib/gateway/estimate";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { Hold, SliceBook } from "@/lib/gateway/slice-book";
import { SpendRate } from "@/lib/gateway/spend-rate";

/** A call that wants to be paid for. */
export interface CallWant {
  cell: number;
  accountId: string;
  keyId: string;
  modelCode: string;
  bounds: CallBounds;
  /** The weights in force now; what the slice is sized by until the paying bucket's own are known. */
  currentWeights: Weights;
  at: Date;
}

/** A call that is paid for: at these weights, up to this output. */
export interface Admitted {
  hold: Hold;
  terms: RatingTerms;
  outputLimit: number;
}

export interface ChargingPort {
  reserveSlice(request: SliceRequest): Promise<ReservedSlice>;
  /** Gives slices back that were taken out of the book. */
  returnSlices(slices: readonly Slice[]): Promise<void>;
  resolveTerms(modelCode: string, weightsAt: Date, at: Date): Promise<RatingTerms>;
}

/** A key's queue for the database, per model: a single round trip at a time, in the order of arrival. */
interface Line {
  tail: Promise<unknown>;
  /** What all calls in the line want together, so that the first asks for all. */
  wantedTokens: number;
  calls: number;
  /** Numbers calls and answers: a call that joined before an answer came short need not ask again. */
  joined: number;
  shortSince: number;
  leftTokens: number;
  spend: SpendRate;
  usedMs: number;
}

/** A slice covers about this long at the key's recent speed. */
const SLICE_MS = 5_000;
/** A slice beyond the need takes at most this share of what nobody holds, so that other nodes and keys find some too. */
const CHUNK_SHARE = 8;
const FORGET_LINE_MS = 60_000;

/** Decides whether a call can be paid for and holds what it may cost at most (charging.md 2, 3). */
export class Admission {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly book: SliceBook,
    private readonly port: ChargingPort,
    private readonly nodeId: () => string,
    private readonly nowMs: () => number,
  ) {}

  /** Holds the call's cost, at a lowered output limit if need be. Throws quotaShort. */
  async admit(want: CallWant): Promise<Admitted> {
    const line = this.lineOf(want.keyId, want.modelCode);
    if (line.calls === 0) {
      const held = await this.holdFully(want);
      if (held) return held;
    }
    const wanted = mostCost(want.bounds, want.currentWeights);
    line.joined += 1;
    line.calls += 1;
    line.wantedTokens += wanted;
    const number = line.joined;
    const turn = line.tail.then(() => this.takeTurn(line, want, number));
    line.tail = turn.catch(() => undefined); // the next in line does not inherit this call's refusal
    try {
      return await turn;
    } finally {
      line.calls -= 1;
      line.wantedTokens -= wanted;
    }
  }

  /** What was charged, by which later slices of the key are sized. */
  recordSpend(keyId: string, modelCode: string, planTokens: number): void {
    this.lineOf(keyId, modelCode).spend.record(planTokens, this.nowMs());
  }

  /** Forgets keys that nobody has used for a while. */
  forgetQuietKeys(): void {
    for (const [name, line] of this.lines) {
      if (line.calls === 0 && this.nowMs() - line.usedMs > FORGET_LINE_MS) this.lines.delete(name);
    }
  }

  private async takeTurn(line: Line, want: CallWant, number: number): Promise<Admitted> {
    const held = await this.holdFully(want);
    if (held) return held;
    while (line.shortSince < number) {
      await this.reserveMore(line, want);
      // Not always enough: a call for another model may have taken of it.
      const filled = await this.holdFully(want);
      if (filled) return filled;
    }
    if (await this.returnUnusedOfOthers(want)) {
      await this.reserveMore(line, want);
      const found = await this.holdFully(want);
      if (found) return found;
    }
    return this.holdLowered(line, want);
  }

  private async holdFully(want: CallWant): Promise<Admitted | null> {
    return this.holdAtHead(want, () => want.bounds.outputLimit);
  }

  /** Holds what is there for a lower output limit, down to the stated minimum; else refuses, saying what there is. */
  private async holdLowered(line: Line, want: CallWant): Promise<Admitted> {
    const free = () => this.book.freeFor(want.keyId, want.modelCode, want.at);
    const least = leastOutput(want.bounds.outputLimit);
    const held = await this.holdAtHead(want, (terms) => {
      const limit = affordableOutput(want.bounds, terms, free());
      return limit < least ? null : limit;
    });
    if (held) return held;
    const needed = mostCost({ ...want.bounds, outputLimit: least }, await this.weightsOf(want));
    throw new GatewayError("quotaShort", {
      needed,
      left: line.leftTokens,
      held: Math.max(0, line.leftTokens - free()),
    });
  }

  /** One attempt on what the node has: terms of the head bucket, cost at these terms, hold. Null when it does not reach. */
  private async holdAtHead(want: CallWant, limitAt: (terms: RatingTerms) => number | null): Promise<Admitted | null> {
    const { keyId, modelCode, at } = want;
    for (;;) {
      const head = this.book.head(keyId, modelCode, at);
      if (!head) return null;
      const terms = await this.port.resolveTerms(modelCode, head.weightsAt, at);
      // Another call may have emptied the head while its terms were read.
      if (this.book.head(keyId, modelCode, at)?.grantId !== head.grantId) continue;
      const outputLimit = limitAt(terms);
      if (outputLimit === null) return null;
      const hold = this.book.hold(keyId, modelCode, at, mostCost({ ...want.bounds, outputLimit }, terms));
      return hold && { hold, terms, outputLimit };
    }
  }

  /** Reserves for everyone in the line at once, and ahead by recent spend; notes when the account has less than that. */
  private async reserveMore(line: Line, want: CallWant): Promise<void> {
    const { cell, accountId, keyId, modelCode, at } = want;
    const cost = mostCost(want.bounds, await this.weightsOf(want));
    const needed = Math.max(1, Math.max(line.wantedTokens, cost) - this.book.freeFor(keyId, modelCode, at));
    const ahead = Math.min(line.spend.recent(this.nowMs()), Math.floor(line.leftTokens / CHUNK_SHARE));
    const answeredFor = line.joined;
    const wantTokens = Math.max(needed, ahead);
    const answer = await this.port.reserveSlice({
      cell,
      accountId,
      keyId,
      nodeId: this.nodeId(),
      modelCode,
      wantTokens,
      at,
    });
    if (answer.slice) this.book.add(answer.slice, this.nowMs());
    line.leftTokens = answer.leftTokens;
    if (tokensOf(answer.slice) < needed) line.shortSince = answeredFor;
  }

  /** The weights of the bucket that would pay first; those in force while the node has none that could. */
  private async weightsOf({ keyId, modelCode, at, currentWeights }: CallWant): Promise<Weights> {
    const head = this.book.head(keyId, modelCode, at);
    return head ? this.port.resolveTerms(modelCode, head.weightsAt, at) : currentWeights;
  }

  private async returnUnusedOfOthers({ accountId, keyId }: CallWant): Promise<boolean> {
    const unused = this.book.takeUnusedOfAccount(accountId, keyId);
    if (unused.length > 0) await this.port.returnSlices(unused);
    return unused.length > 0;
  }

  private lineOf(keyId: string, modelCode: string): Line {
    const name = `${keyId}/${modelCode}`;
    let line = this.lines.get(name);
    if (!line) {
      line = {
        tail: Promise.resolve(),
        wantedTokens: 0,
        calls: 0,
        joined: 0,
        shortSince: 0,
        leftTokens: 0,
        spend: new SpendRate(SLICE_MS),
        usedMs: 0,
      };
      this.lines.set(name, line);
    }
    line.usedMs = this.nowMs();
    return line;
  }
}

function tokensOf(slice: Slice | null): number {
  return slice?.parts.reduce((sum, part) => sum + part.tokens, 0) ?? 0;
}
