import { setTimeout as delay } from "node:timers/promises";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { systemMs } from "@/lib/time/clock";

export type SettleEvents = (cell: number, events: readonly SettlementEvent[]) => Promise<SettlementResult[]>;

interface Waiting {
  event: SettlementEvent;
  resolve: (result: SettlementResult) => void;
}

export interface SettlementQueueOptions {
  settle: SettleEvents;
  /** Told of every failed flush; the queue itself goes on trying. */
  onFailure: (cell: number, events: readonly SettlementEvent[], error: unknown) => void;
}

const MOST_PER_FLUSH = 300;
/** Flushes under way at once: as many cells, each with one, so that events gather while a cell's flush runs. */
const MOST_FLUSHES = 4;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 2_000;

/**
 * Events on their way into the database: per cell in batches, one flush of a cell at a time. A flush begins as soon as
 * there is a free place, so an idle node adds no waiting and a busy one gathers larger batches. An event stays until it is
 * durable; settling is idempotent by its id, so a flush of unknown outcome is simply repeated.
 */
export class SettlementQueue {
  private readonly cells = new Map<number, Waiting[]>();
  private readonly flushing = new Set<number>();
  private count = 0;
  private stopped = false;

  constructor(private readonly options: SettlementQueueOptions) {}

  /** Events that are not durable yet. */
  get size(): number {
    return this.count;
  }

  /** Settles an event; resolves once it is durable, however long that takes. */
  settle(cell: number, event: SettlementEvent): Promise<SettlementResult> {
    return new Promise((resolve) => {
      const waiting = this.cells.get(cell);
      if (waiting) waiting.push({ event, resolve });
      else this.cells.set(cell, [{ event, resolve }]);
      this.count += 1;
      this.fill();
    });
  }

  /** Waits until everything is durable, at most so long. False when something is left. */
  async drain(atMostMs: number): Promise<boolean> {
    const until = systemMs() + atMostMs;
    while (this.count > 0 && systemMs() < until) await delay(10);
    this.stopped = this.count > 0;
    return this.count === 0;
  }

  private fill(): void {
    for (const [cell, waiting] of this.cells) {
      if (this.flushing.size >= MOST_FLUSHES) return;
      if (waiting.length === 0 || this.flushing.has(cell)) continue;
      this.flushing.add(cell);
      // Begun in a later turn of the loop, so that events of the same moment travel together.
      setImmediate(() => {
        void this.flush(cell);
      });
    }
  }

  private async flush(cell: number): Promise<void> {
    const batch = (this.cells.get(cell) ?? []).splice(0, MOST_PER_FLUSH);
    await this.settleBatch(cell, batch);
    this.flushing.delete(cell);
    if (this.cells.get(cell)?.length === 0) this.cells.delete(cell);
    this.fill();
  }

  private async settleBatch(cell: number, batch: readonly Waiting[]): Promise<void> {
    let results = await this.attempt(cell, batch);
    // What cannot be settled together may be settled apart: one event must not hold up the others.
    if (!results && batch.length > 1) {
      for (const waiting of batch) await this.settleBatch(cell, [waiting]);
      return;
    }
    for (let wait = FIRST_RETRY_MS; !results && !this.stopped; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      await delay(wait);
      results = await this.attempt(cell, batch);
    }
    for (const { event, resolve } of batch) {
      const result = results?.get(event.id);
      if (!result) continue;
      this.count -= 1;
      resolve(result);
    }
  }

  private async attempt(cell: number, batch: readonly Waiting[]): Promise<Map<string, SettlementResult> | null> {
    const events = batch.map(({ event }) => event);
    try {
      const results = await this.options.settle(cell, events);
      return new Map(results.map((result) => [result.eventId, result]));
    } catch (error) {
      this.options.onFailure(cell, events, error);
      return null;
    }
  }
}
