import { setTimeout as delay } from "node:timers/promises";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { isDatabaseAway } from "@/lib/db/is-database-away";
import { systemMs } from "@/lib/time/clock";

export type SettleEvents = (events: readonly SettlementEvent[]) => Promise<SettlementResult[]>;

interface Waiting {
  event: SettlementEvent;
  resolve: (result: SettlementResult) => void;
}

export interface SettlementQueueOptions {
  settle: SettleEvents;
  /** Told of every failed flush; the queue itself goes on trying. */
  onFailure: (events: readonly SettlementEvent[], error: unknown) => void;
}

/** A flush costs most per bucket it touches: many events of few cells are cheaper than the same number of many. */
const MOST_PER_FLUSH = 4_000;
/**
 * While one flush waits for the disk others compute, which is worth it when many events wait. Of few, a second flush would only
 * make both of them smaller, and what a flush costs is mostly its own.
 */
const MOST_FLUSHES = 3;
const ANOTHER_FLUSH_FROM = 1_000;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 2_000;

/**
 * Events on their way into the database, in flushes of whole cells; a cell is in one flush at a time. A flush begins as soon as
 * there is a free place, so an idle node adds no waiting and a busy one gathers larger batches. An event stays until it is
 * durable; settling is idempotent by its id, so a flush of unknown outcome is simply repeated.
 */
export class SettlementQueue {
  /** By cell; the cell whose turn is next comes first. */
  private readonly cells = new Map<number, Waiting[]>();
  private readonly busyCells = new Set<number>();
  private flushes = 0;
  /** Events in flushes under way. */
  private flushed = 0;
  private count = 0;
  private isFilling = false;
  private stopped = false;

  constructor(private readonly options: SettlementQueueOptions) {}

  /** Events that are not durable yet. */
  get size(): number {
    return this.count;
  }

  /** Settles an event; resolves once it is durable, however long that takes. */
  settle(event: SettlementEvent): Promise<SettlementResult> {
    return new Promise((resolve) => {
      const waiting = this.cells.get(event.cell);
      if (waiting) waiting.push({ event, resolve });
      else this.cells.set(event.cell, [{ event, resolve }]);
      this.count += 1;
      this.fillSoon();
    });
  }

  /** Waits until everything is durable, at most so long. False when something is left. */
  async drain(atMostMs: number): Promise<boolean> {
    const until = systemMs() + atMostMs;
    while (this.count > 0 && systemMs() < until) await delay(10);
    this.stopped = this.count > 0;
    return this.count === 0;
  }

  /** In a later turn of the loop, so that events of the same moment travel together. */
  private fillSoon(): void {
    if (this.isFilling || !this.mayFlush) return;
    this.isFilling = true;
    setImmediate(() => {
      this.isFilling = false;
      while (this.mayFlush) {
        const batch = this.takeBatch();
        if (batch.length === 0) return;
        void this.flush(batch);
      }
    });
  }

  private get mayFlush(): boolean {
    if (this.flushes === 0) return true;
    return this.flushes < MOST_FLUSHES && this.count - this.flushed >= ANOTHER_FLUSH_FROM;
  }

  private takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    for (const [cell, waiting] of this.cells) {
      if (batch.length >= MOST_PER_FLUSH) break;
      if (this.busyCells.has(cell)) continue;
      this.busyCells.add(cell);
      batch.push(...waiting.splice(0, MOST_PER_FLUSH - batch.length));
      // What is left of the cell takes its place behind the others.
      this.cells.delete(cell);
      if (waiting.length > 0) this.cells.set(cell, waiting);
    }
    return batch;
  }

  private async flush(batch: readonly Waiting[]): Promise<void> {
    this.flushes += 1;
    this.flushed += batch.length;
    await this.settleBatch(batch);
    for (const { event } of batch) this.busyCells.delete(event.cell);
    this.flushes -= 1;
    this.flushed -= batch.length;
    this.fillSoon();
  }

  /** Ends when everything is settled but for single events that the database refuses: those are tried again aside. */
  private async settleBatch(batch: readonly Waiting[]): Promise<void> {
    const failure = await this.attempt(batch);
    if (!failure) return;
    if (isDatabaseAway(failure.error)) {
      await this.tryAgain(batch);
    } else if (batch.length > 1) {
      // What cannot be settled together may be settled apart: one event must not hold up the others.
      const middle = batch.length >> 1;
      await Promise.all([this.settleBatch(batch.slice(0, middle)), this.settleBatch(batch.slice(middle))]);
    } else {
      void this.tryAgain(batch);
    }
  }

  private async tryAgain(batch: readonly Waiting[]): Promise<void> {
    for (let wait = FIRST_RETRY_MS; !this.stopped; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      await delay(wait);
      const failure = await this.attempt(batch);
      if (!failure) return;
      if (batch.length > 1 && !isDatabaseAway(failure.error)) return this.settleBatch(batch);
    }
  }

  private async attempt(batch: readonly Waiting[]): Promise<{ error: unknown } | null> {
    const events = batch.map(({ event }) => event);
    let results: SettlementResult[];
    try {
      results = await this.options.settle(events);
    } catch (error) {
      this.options.onFailure(events, error);
      return { error };
    }
    const byId = results.length === batch.length ? null : new Map(results.map((result) => [result.eventId, result]));
    for (const [index, { event, resolve }] of batch.entries()) {
      // In the order of the events, but that an id which came twice has one result.
      const result = byId ? byId.get(event.id) : results[index];
      if (!result) continue;
      this.count -= 1;
      resolve(result);
    }
    return null;
  }
}
