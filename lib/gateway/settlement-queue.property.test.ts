import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { SettlementQueue } from "@/lib/gateway/settlement-queue";
import { addSeconds } from "@/lib/testing/instants";

// The queue's pauses between tries take a turn of the loop here instead of their time.
vi.mock("node:timers/promises", () => ({ setTimeout: () => new Promise((resolve) => setImmediate(resolve)) }));

/** What becomes of a try: taken; refused as a whole; the database away; or taken, and the answer lost on its way. */
const FATES = ["taken", "refused", "away", "answer lost"] as const;
/** Seconds of work at most; a busy machine takes longer. */
const PATIENCE_MS = 30_000;
type Fate = (typeof FATES)[number];

const arrivals = fc.array(fc.record({ cell: fc.integer({ min: 1, max: 4 }), turns: fc.nat({ max: 2 }) }), {
  minLength: 1,
  maxLength: 30,
});
const fates = fc.array(fc.record({ fate: fc.constantFrom(...FATES), turns: fc.nat({ max: 3 }) }), { maxLength: 25 });
type Fates = { fate: Fate; turns: number }[];

const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let passed = 0; passed < count; passed += 1) await turn();
};
const away = () => Object.assign(new Error("away"), { code: "ECONNREFUSED" });

function eventOf(cell: number, index: number): SettlementEvent {
  return {
    id: `e${index}`,
    cell,
    accountId: `acc${cell}`,
    keyId: "key",
    modelCode: "glm-5",
    weightVersionId: "w",
    weights: { inputMilli: 1_000, cachedInputMilli: 0, outputMilli: 1_000 },
    usage: { inputTokens: index, cachedInputTokens: 0, outputTokens: 0 },
    planTokens: index,
    parts: [],
    occurredAt: addSeconds("2026-03-01T00:00:00Z", 0),
    requestId: `r${index}`,
    outcome: "completed",
    streamed: false,
    latencyMs: 1,
    upstreamCode: "sandbox",
    api: "chat",
  };
}

/** A database that charges an id once, tells so when it comes again, and fails as it is told. */
class ModelDatabase {
  /** Ids in the order in which they became durable. */
  readonly charged: string[] = [];
  mostAtOnceOfCell = 0;
  private readonly running = new Map<number, number>();

  constructor(
    private readonly fates: Fates,
    private readonly refuses: (events: readonly SettlementEvent[]) => boolean = () => false,
  ) {}

  async settle(events: readonly SettlementEvent[]): Promise<SettlementResult[]> {
    const { fate, turns: passing } = this.fates.shift() ?? { fate: "taken" as const, turns: 0 };
    const cells = new Set(events.map(({ cell }) => cell));
    for (const cell of cells) this.running.set(cell, (this.running.get(cell) ?? 0) + 1);
    this.mostAtOnceOfCell = Math.max(this.mostAtOnceOfCell, ...this.running.values());
    await turns(passing);
    for (const cell of cells) this.running.set(cell, (this.running.get(cell) ?? 0) - 1);
    if (fate === "away") throw away();
    if (fate === "refused" || this.refuses(events)) throw new Error("refused");
    const results = events.map((event) => this.charge(event));
    if (fate === "answer lost") throw away();
    return results;
  }

  private charge({ id, planTokens }: SettlementEvent): SettlementResult {
    const charged = !this.charged.includes(id);
    if (charged) this.charged.push(id);
    return { eventId: id, charged, planTokens, debits: [], shortfallTokens: 0, accountLeftTokens: 0 };
  }
}

function queueOver(database: ModelDatabase): SettlementQueue {
  return new SettlementQueue({ settle: (events) => database.settle(events), onFailure: () => undefined });
}

describe("SettlementQueue", () => {
  it(
    "settles every event once and answers each with its own result, whatever fails",
    async () => {
      await fc.assert(
        fc.asyncProperty(arrivals, fates, async (arriving, failing) => {
          const database = new ModelDatabase([...failing]);
          const queue = queueOver(database);
          const answers: Promise<SettlementResult>[] = [];
          for (const [index, { cell, turns: passing }] of arriving.entries()) {
            answers.push(queue.settle(eventOf(cell, index)));
            await turns(passing);
          }
          const results = await Promise.all(answers);
          expect(results.map(({ eventId, planTokens }) => [eventId, planTokens])).toEqual(
            arriving.map((_, index) => [`e${index}`, index]),
          );
          expect([...database.charged].sort()).toEqual(arriving.map((_, index) => `e${index}`).sort());
          expect(queue.size).toBe(0);
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE_MS,
  );

  it(
    "keeps the order of arrival within a cell, one flush of a cell at a time, while nothing is refused",
    async () => {
      await fc.assert(
        fc.asyncProperty(arrivals, fates, async (arriving, failing) => {
          const database = new ModelDatabase(failing.filter(({ fate }) => fate !== "refused"));
          const queue = queueOver(database);
          const answers: Promise<SettlementResult>[] = [];
          for (const [index, { cell, turns: passing }] of arriving.entries()) {
            answers.push(queue.settle(eventOf(cell, index)));
            await turns(passing);
          }
          await Promise.all(answers);
          for (const cell of [1, 2, 3, 4]) {
            const inOrder = arriving.flatMap((arrival, index) => (arrival.cell === cell ? [`e${index}`] : []));
            expect(database.charged.filter((id) => inOrder.includes(id))).toEqual(inOrder);
          }
          expect(database.mostAtOnceOfCell).toBe(1);
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE_MS,
  );

  it(
    "lets no event that is refused for ever hold up another, of its cell or of any, also one that comes later",
    async () => {
      const poisons = fc.uniqueArray(fc.nat({ max: 29 }), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(arrivals, poisons, async (arriving, poisoned) => {
          const isPoison = ({ id }: SettlementEvent) => poisoned.some((index) => id === `e${index}`);
          let cured = false;
          const database = new ModelDatabase([], (events) => !cured && events.some(isPoison));
          const queue = queueOver(database);
          const answers = arriving.map(({ cell }, index) => queue.settle(eventOf(cell, index)));
          await turns(100);
          const later = arriving.map(({ cell }, index) => queue.settle(eventOf(cell, 100 + index)));
          await turns(200);
          const healthy = arriving.flatMap((_, index) => [
            ...(poisoned.includes(index) ? [] : [`e${index}`]),
            `e${100 + index}`,
          ]);
          expect([...database.charged].sort()).toEqual(healthy.sort());
          cured = true;
          await Promise.all([...answers, ...later]);
          expect(queue.size).toBe(0);
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE_MS,
  );
});
