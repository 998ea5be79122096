import { setTimeout as delay } from "node:timers/promises";
import { type CapLeft, capResetsAt } from "@/lib/charging/key-caps";
import type { SliceReturn } from "@/lib/charging/release-slices";
import type { ReservedSlice, SliceRequest } from "@/lib/charging/reserve-slice";
import type { RatingTerms } from "@/lib/charging/resolve-terms";
import type { Weights } from "@/lib/charging/rate";
import type { Caller } from "@/lib/gateway/caller";
import { affordableOutput, type CallBounds, leastOutput, mostCost } from "@/lib/gateway/estimate";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { TokenTake } from "@/lib/gateway/key-minutes";
import type { Hold, SliceBook } from "@/lib/gateway/slice-book";
import { SpendRate } from "@/lib/gateway/spend-rate";

/** A call that wants to be paid for. */
export interface CallWant {
  caller: Caller;
  modelCode: string;
  bounds: CallBounds;
  /** The output limit that is enough if the whole one is not to be had cheaply: less than that only where a request did not say. */
  enoughOutput: number;
  /** The weights in force now; what the slice is sized by until the paying bucket's own are known. */
  currentWeights: Weights;
  at: Date;
}

/** A call that is paid for: at these weights, up to this output. */
export interface Admitted {
  hold: Hold;
  terms: RatingTerms;
  outputLimit: number;
  /** What it took of its key's minute; null for a key without such a limit. */
  minute: TokenTake | null;
}

export interface ChargingPort {
  reserveSlice(request: SliceRequest): Promise<ReservedSlice>;
  /** Gives back what was taken out of the book. */
  returnSlices(returns: readonly SliceReturn[]): Promise<void>;
  /** Asks all other nodes to give back what they do not use of an account. */
  recallSlices(accountId: string): Promise<void>;
  resolveTerms(modelCode: string, weightsAt: Date, at: Date): Promise<RatingTerms>;
  takeTokens(caller: Caller, want: { atLeast: number; atMost: number }): Promise<TokenTake | null>;
  giveBackTokens(taken: TokenTake | null, tokens: number): void;
}

/** A call in the line: what it may take at most of its key's minute. */
interface Turn extends CallWant {
  mostTokens: number;
}

/** A key's queue for the database, per model: a single round trip at a time, in the order of arrival. */
interface Line {
  tail: Promise<unknown>;
  /** What all calls in the line want together, so that the first asks for all. */
  neededTokens: number;
  wantedTokens: number;
  calls: number;
  /** Numbers calls and answers: a call that joined before an answer came short need not ask again. */
  joined: number;
  answeredFor: number;
  shortSince: number;
  answer: Omit<ReservedSlice, "slice">;
  recalledMs: number;
  spend: SpendRate;
  usedMs: number;
}

/** A slice covers about this long at the key's recent speed. */
const SLICE_MS = 5_000;
/** A slice for a key that has been quiet covers a few calls like the one at hand. */
const SLICE_CALLS = 4;
const FORGET_LINE_MS = 60_000;
/** What other nodes need to give back what they do not use. */
const RECALL_MS = 120;
/** A key whose nodes all have none is refused at once, but for one call in this time. */
const RECALL_AGAIN_MS = 1_000;

/** Decides whether a call can be paid for and holds what it may cost at most (charging.md 2, 3). */
export class Admission {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly book: SliceBook,
    private readonly port: ChargingPort,
    private readonly nodeId: () => string,
    private readonly nowMs: () => number,
  ) {}

  /** Holds the call's cost, at a lowered output limit if need be. Throws quotaShort, keyCapReached, tokensPerMinute. */
  async admit(want: CallWant): Promise<Admitted> {
    const minute = await this.takeMinute(want);
    try {
      return { ...(await this.admitWithin({ ...want, mostTokens: minute?.tokens ?? Infinity })), minute };
    } catch (error) {
      this.port.giveBackTokens(minute, minute?.tokens ?? 0);
      throw error;
    }
  }

  /** The call cost less than it may have: what it took of its key's minute beyond that is free again. */
  end({ minute }: Admitted, planTokens: number): void {
    if (minute) this.port.giveBackTokens(minute, Math.max(0, minute.tokens - planTokens));
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

  private async takeMinute({ caller, bounds, currentWeights }: CallWant): Promise<TokenTake | null> {
    if (caller.key.tokensPerMinute === null) return null;
    const least = { ...bounds, outputLimit: leastOutput(bounds.outputLimit) };
    const want = { atLeast: mostCost(least, currentWeights), atMost: mostCost(bounds, currentWeights) };
    return this.port.takeTokens(caller, want);
  }

  private async admitWithin(want: Turn): Promise<Omit<Admitted, "minute">> {
    const line = this.lineOf(want.caller.keyId, want.modelCode);
    if (line.calls === 0) {
      const held = await this.hold(want, want.bounds.outputLimit);
      if (held) return held;
    }
    const wanted = mostCost(want.bounds, want.currentWeights);
    const needed = neededFor(want);
    line.joined += 1;
    line.calls += 1;
    line.wantedTokens += wanted;
    line.neededTokens += needed;
    const number = line.joined;
    const turn = line.tail.then(() => this.takeTurn(line, want, number));
    line.tail = turn.catch(() => undefined); // the next in line does not inherit this call's refusal
    try {
      return await turn;
    } finally {
      line.calls -= 1;
      line.wantedTokens -= wanted;
      line.neededTokens -= needed;
    }
  }

  private async takeTurn(line: Line, want: Turn, number: number): Promise<Omit<Admitted, "minute">> {
    const isAnswered = line.answeredFor >= number;
    const least = isAnswered ? want.enoughOutput : want.bounds.outputLimit;
    const held = (await this.hold(want, least, neededByOthers(line, want))) ?? (await this.fill(line, want, number));
    if (held) return held;
    for (const gather of [() => this.returnUnusedOfOthers(want), () => this.recallFromNodes(line, want)]) {
      if (!(await gather())) continue;
      line.shortSince = number - 1; // what is there now may be more than when the answer came short
      const found = await this.fill(line, want, number);
      if (found) return found;
    }
    const lowered = await this.hold(want, leastOutput(want.bounds.outputLimit));
    if (lowered) return lowered;
    throw await this.refusal(line, want);
  }

  /** Reserves until there is enough for the call, or the account has no more. */
  private async fill(line: Line, want: Turn, number: number): Promise<Omit<Admitted, "minute"> | null> {
    while (line.shortSince < number) {
      await this.reserveMore(line, want);
      // Not always enough: the paying bucket may be dearer than was known, and another model's call may have taken of it.
      const filled = await this.hold(want, want.enoughOutput, neededByOthers(line, want));
      if (filled) return filled;
    }
    return null;
  }

  /**
   * One attempt on what the node has: terms of the head bucket, cost at these terms, hold. The output limit is lowered to what
   * is there, but not below `least`: null then. Beyond `least` it leaves `keepTokens` to the others in the line.
   */
  private async hold(want: Turn, least: number, keepTokens = 0): Promise<Omit<Admitted, "minute"> | null> {
    const { caller, modelCode, bounds, at } = want;
    for (;;) {
      const head = this.book.head(caller.keyId, modelCode, at);
      if (!head) return null;
      const terms = await this.port.resolveTerms(modelCode, head.weightsAt, at);
      // Another call may have emptied the head while its terms were read.
      if (this.book.head(caller.keyId, modelCode, at)?.grantId !== head.grantId) continue;
      const free = this.book.freeFor(caller.keyId, modelCode, at);
      const ours = Math.max(free - keepTokens, mostCost({ ...bounds, outputLimit: least }, terms));
      const outputLimit = affordableOutput(bounds, terms, Math.min(free, ours, want.mostTokens));
      if (outputLimit === null || outputLimit < Math.min(least, this.withinMinute(want, terms))) return null;
      const cost = mostCost({ ...bounds, outputLimit }, terms);
      const hold = this.book.hold(caller.keyId, modelCode, at, cost, this.nowMs());
      return hold && { hold, terms, outputLimit };
    }
  }

  /** The output limit that the key's minute leaves: more than that no slice can add. */
  private withinMinute({ bounds, mostTokens }: Turn, terms: Weights): number {
    if (mostTokens === Infinity) return bounds.outputLimit;
    return Math.max(affordableOutput(bounds, terms, mostTokens) ?? 0, leastOutput(bounds.outputLimit));
  }

  private async refusal(line: Line, want: Turn): Promise<GatewayError> {
    const { caller, modelCode, bounds, at } = want;
    const { cap, leftTokens } = line.answer;
    if (cap) return capReached(cap, at);
    const least = { ...bounds, outputLimit: leastOutput(bounds.outputLimit) };
    return new GatewayError("quotaShort", {
      needed: mostCost(least, await this.weightsOf(want)),
      left: leftTokens,
      held: Math.max(0, leftTokens - this.book.freeFor(caller.keyId, modelCode, at)),
    });
  }

  /** Reserves for everyone in the line at once, and ahead by recent spend; notes when the account has less than is needed. */
  private async reserveMore(line: Line, want: Turn): Promise<void> {
    const { caller, bounds, modelCode, at } = want;
    const { cell, accountId, keyId } = caller;
    const weights = await this.weightsOf(want);
    const there = this.book.freeFor(keyId, modelCode, at);
    const enough = mostCost({ ...bounds, outputLimit: want.enoughOutput }, weights);
    const needTokens = Math.max(1, Math.max(line.neededTokens, enough) - there);
    const whole = Math.max(line.wantedTokens, mostCost(bounds, weights)) - there;
    const wantTokens = Math.max(needTokens, whole, enough * SLICE_CALLS, line.spend.recent(this.nowMs()));
    line.answeredFor = line.joined;
    const nodeId = this.nodeId();
    const request = { cell, accountId, keyId, nodeId, modelCode, needTokens, wantTokens, at };
    const { slice, ...answer } = await this.port.reserveSlice(request);
    if (slice) this.book.add(slice, this.nowMs());
    line.answer = answer;
    const given = slice?.parts.reduce((sum, part) => sum + part.tokens, 0) ?? 0;
    if (given < needTokens) line.shortSince = line.answeredFor;
  }

  /** The weights of the bucket that would pay first; those in force while the node has none that could. */
  private async weightsOf({ caller, modelCode, at, currentWeights }: CallWant): Promise<Weights> {
    const head = this.book.head(caller.keyId, modelCode, at);
    return head ? this.port.resolveTerms(modelCode, head.weightsAt, at) : currentWeights;
  }

  private async returnUnusedOfOthers({ caller, modelCode }: CallWant): Promise<boolean> {
    const unused = this.book.takeFreeOfAccount(caller.accountId, { keyId: caller.keyId, modelCode });
    if (unused.length > 0) await this.port.returnSlices(unused);
    return unused.length > 0;
  }

  /** The last tokens of an account may lie idle on other nodes. What their calls hold is not waited for (decisions 19). */
  private async recallFromNodes(line: Line, { caller }: CallWant): Promise<boolean> {
    if (line.answer.elsewhereTokens === 0 || this.nowMs() - line.recalledMs < RECALL_AGAIN_MS) return false;
    line.recalledMs = this.nowMs();
    await this.port.recallSlices(caller.accountId);
    await delay(RECALL_MS);
    return true;
  }

  private lineOf(keyId: string, modelCode: string): Line {
    const name = `${keyId}/${modelCode}`;
    let line = this.lines.get(name);
    if (!line) {
      line = {
        tail: Promise.resolve(),
        neededTokens: 0,
        wantedTokens: 0,
        calls: 0,
        joined: 0,
        answeredFor: 0,
        shortSince: 0,
        answer: { leftTokens: 0, heldTokens: 0, elsewhereTokens: 0, cap: null },
        recalledMs: -Infinity,
        spend: new SpendRate(SLICE_MS),
        usedMs: 0,
      };
      this.lines.set(name, line);
    }
    line.usedMs = this.nowMs();
    return line;
  }
}

function neededFor({ bounds, enoughOutput, currentWeights }: CallWant): number {
  return mostCost({ ...bounds, outputLimit: enoughOutput }, currentWeights);
}

function neededByOthers(line: Line, want: CallWant): number {
  return line.neededTokens - neededFor(want);
}

function capReached({ window, capTokens, spentTokens, leftTokens }: CapLeft, at: Date): GatewayError {
  const resetsAt = capResetsAt(window, at)?.toISOString() ?? "";
  return new GatewayError("keyCapReached", { window, cap: capTokens, spent: spentTokens, left: leftTokens, resetsAt });
}
