import { describe, expect, it, vi } from "vitest";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { SettlementQueue } from "@/lib/gateway/settlement-queue";
import { addSeconds } from "@/lib/testing/instants";

const AT = addSeconds("2026-03-01T00:00:00Z", 0);

const event = (id: string): SettlementEvent => ({
  id,
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
});

const resultOf = ({ id }: SettlementEvent): SettlementResult => ({
  eventId: id,
  charged: true,
  planTokens: 2,
  debits: [],
  shortfallTokens: 0,
  accountLeftTokens: 0,
});

function queueOver(settle: (cell: number, ids: string[]) => Promise<void> | void) {
  const flushes: { cell: number; ids: string[] }[] = [];
  const onFailure = vi.fn();
  const queue = new SettlementQueue({
    settle: async (cell, events) => {
      const ids = events.map(({ id }) => id);
      flushes.push({ cell, ids });
      await settle(cell, ids);
      return events.map(resultOf);
    },
    onFailure,
  });
  return { queue, flushes, onFailure };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

describe("SettlementQueue", () => {
  it("settles the events of one moment together, per cell", async () => {
    const { queue, flushes } = queueOver(() => undefined);
    await Promise.all([queue.settle(1, event("a")), queue.settle(2, event("b")), queue.settle(1, event("c"))]);
    expect(flushes).toEqual([
      { cell: 1, ids: ["a", "c"] },
      { cell: 2, ids: ["b"] },
    ]);
    expect(queue.size).toBe(0);
  });

  it("gathers while a flush of the cell runs, and keeps flushes to a size", async () => {
    const { queue, flushes } = queueOver(() => new Promise((resolve) => setImmediate(resolve)));
    await Promise.all(many(700).map((id) => queue.settle(1, event(id))));
    expect(flushes.map(({ ids }) => ids.length)).toEqual([300, 300, 100]);
  });

  it("works on four cells at once", async () => {
    let running = 0;
    let most = 0;
    const { queue } = queueOver(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    await Promise.all(many(12).map((id, cell) => queue.settle(cell, event(id))));
    expect(most).toBe(4);
  });

  it("goes on trying while the database is away, and resolves when it is back", async () => {
    let failures = 3;
    const { queue, onFailure } = queueOver(() => {
      failures -= 1;
      if (failures >= 0) throw new Error("away");
    });
    await expect(queue.settle(1, event("a"))).resolves.toMatchObject({ eventId: "a" });
    expect(onFailure).toHaveBeenCalledTimes(3);
  });

  it("does not let one event that cannot be settled hold up the others", async () => {
    let poisoned = true;
    const { queue } = queueOver((_cell, ids) => {
      if (poisoned && ids.includes("bad")) throw new Error("refused");
    });
    const bad = queue.settle(1, event("bad"));
    const good = [queue.settle(2, event("x")), queue.settle(2, event("y"))];
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
    void queue.settle(1, event("a"));
    await expect(queue.drain(30)).resolves.toBe(false);
  });
});
