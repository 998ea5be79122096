import { describe, expect, it, vi } from "vitest";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { SettlementQueue } from "@/lib/gateway/settlement-queue";
import { addSeconds } from "@/lib/testing/instants";

const AT = addSeconds("2026-03-01T00:00:00Z", 0);

const event = (id: string, cell = 1): SettlementEvent => ({
  id,
  cell,
  accountId: "acc",
  keyId: "key",
  modelCode: "glm-5",
  weightVersionId: "w",
  weights: { inputMilli: 1_000, cachedInputMilli: 0, outputMilli: 1_000 },
  usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
  planTokens: 2,
  parts: [],
  occurredAt: AT,
  requestId: id,
  outcome: "completed",
  streamed: false,
  latencyMs: 1,
  upstreamCode: "sandbox",
  api: "chat",
});

const resultOf = ({ id }: SettlementEvent): SettlementResult => ({
  eventId: id,
  charged: true,
  planTokens: 2,
  debits: [],
  shortfallTokens: 0,
  accountLeftTokens: 0,
});

function queueOver(settle: (ids: string[]) => Promise<void> | void) {
  const flushes: string[][] = [];
  const onFailure = vi.fn();
  const queue = new SettlementQueue({
    settle: async (events) => {
      const ids = events.map(({ id }) => id);
      flushes.push(ids);
      await settle(ids);
      return events.map(resultOf);
    },
    onFailure,
  });
  return { queue, flushes, onFailure };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

describe("SettlementQueue", () => {
  it("settles the events of one moment together, cell by cell", async () => {
    const { queue, flushes } = queueOver(() => undefined);
    await Promise.all([queue.settle(event("a", 1)), queue.settle(event("b", 2)), queue.settle(event("c", 1))]);
    expect(flushes).toEqual([["a", "c", "b"]]);
    expect(queue.size).toBe(0);
  });

  it("gathers while a flush of the cell runs, and keeps flushes to a size", async () => {
    const { queue, flushes } = queueOver(() => new Promise((resolve) => setImmediate(resolve)));
    await Promise.all(many(9_000).map((id) => queue.settle(event(id))));
    expect(flushes.map((ids) => ids.length)).toEqual([4_000, 4_000, 1_000]);
  });

  it("begins a second flush only when many wait, and never two of a cell", async () => {
    const running = new Set<string>();
    const ends: (() => void)[] = [];
    let isOpen = false;
    const { queue, flushes } = queueOver(async (ids) => {
      const cells = new Set(ids.map((id) => id.slice(0, 1)));
      for (const cell of cells) {
        expect(running.has(cell)).toBe(false);
        running.add(cell);
      }
      if (!isOpen) await new Promise<void>((resolve) => ends.push(resolve));
      for (const cell of cells) running.delete(cell);
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const all = [queue.settle(event("1-first", 1))];
    await turn();
    all.push(queue.settle(event("1-second", 1)), queue.settle(event("2-first", 2)));
    await turn();
    expect(flushes).toEqual([["1-first"]]);
    all.push(...many(1_000).map((id) => queue.settle(event(`3-${id}`, 3))));
    await turn();
    expect(flushes.map((ids) => ids.length)).toEqual([1, 1_001]);
    isOpen = true;
    for (const end of ends) end();
    await Promise.all(all);
    expect(flushes.map((ids) => ids.length)).toEqual([1, 1_001, 1]);
  });

  it("goes on trying while the database is away, and resolves when it is back", async () => {
    let failures = 3;
    const { queue, onFailure } = queueOver(() => {
      failures -= 1;
      if (failures >= 0) throw new Error("away");
    });
    await expect(queue.settle(event("a"))).resolves.toMatchObject({ eventId: "a" });
    expect(onFailure).toHaveBeenCalledTimes(3);
  });

  it("does not let one event that cannot be settled hold up the others", async () => {
    let poisoned = true;
    const { queue } = queueOver((ids) => {
      if (poisoned && ids.includes("bad")) throw new Error("refused");
    });
    const bad = queue.settle(event("bad"));
    const good = [queue.settle(event("x")), queue.settle(event("y"))];
    await Promise.all(good);
    expect(queue.size).toBe(1);
    poisoned = false;
    await bad;
    await expect(queue.drain(1_000)).resolves.toBe(true);
  });

  it("says when something is left at the end", async () => {
    const { queue } = queueOver(() => {
      throw new Error("away");
    });
    void queue.settle(event("a"));
    await expect(queue.drain(30)).resolves.toBe(false);
  });
});
