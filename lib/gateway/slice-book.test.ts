import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Slice } from "@/lib/charging/charging";
import { type Hold, SliceBook } from "@/lib/gateway/slice-book";
import { addSeconds } from "@/lib/testing/instants";

const NOW = addSeconds("2026-03-01T00:00:00Z", 0);

interface PartWish {
  grantId: string;
  tokens: number;
  scope?: string[];
  expiresInSeconds?: number;
  free?: boolean;
}

function slice(
  id: string,
  parts: PartWish[],
  keyId = "key-1",
  accountId = "acc-1",
  modelCode: string | null = null,
): Slice {
  return {
    id,
    cell: 1,
    accountId,
    keyId,
    modelCode,
    parts: parts.map(({ grantId, tokens, scope = [], expiresInSeconds = 3_600, free = false }) => ({
      grantId,
      tokens,
      modelScope: scope,
      weightsAt: NOW,
      free,
      expiresAt: addSeconds(NOW, expiresInSeconds),
      createdAt: NOW,
    })),
  };
}

function bookWith(...slices: Slice[]): SliceBook {
  const book = new SliceBook();
  for (const each of slices) book.add(each, 0);
  return book;
}

const hold = (book: SliceBook, tokens: number, model = "glm-5") => book.hold("key-1", model, NOW, tokens, 0);

describe("SliceBook", () => {
  it("holds in burn-down order over slices, soonest expiry first", () => {
    const book = bookWith(
      slice("s1", [{ grantId: "late", tokens: 100, expiresInSeconds: 900 }]),
      slice("s2", [{ grantId: "soon", tokens: 30, expiresInSeconds: 60 }]),
    );
    expect(book.head("key-1", "glm-5", NOW)?.grantId).toBe("soon");
    expect(hold(book, 50)?.parts).toEqual([
      { sliceId: "s2", grantId: "soon", tokens: 30 },
      { sliceId: "s1", grantId: "late", tokens: 20 },
    ]);
    expect(book.freeFor("key-1", "glm-5", NOW)).toBe(80);
  });

  it("holds all or nothing", () => {
    const book = bookWith(slice("s1", [{ grantId: "g", tokens: 10 }]));
    expect(hold(book, 11)).toBeNull();
    expect(book.freeFor("key-1", "glm-5", NOW)).toBe(10);
  });

  it("spends only what fits the model and has not expired", () => {
    const book = bookWith(
      slice("s1", [
        { grantId: "hunyuan", tokens: 10, scope: ["hunyuan-*"] },
        { grantId: "over", tokens: 10, expiresInSeconds: 0 },
        { grantId: "any", tokens: 10 },
      ]),
    );
    expect(book.freeFor("key-1", "glm-5", NOW)).toBe(10);
    expect(book.freeFor("key-1", "hunyuan-turbo", NOW)).toBe(20);
  });

  it("spends what was reserved for one model on no other, and gives it back when the key needs it for another", () => {
    const book = bookWith(slice("s1", [{ grantId: "wide", tokens: 10 }], "key-1", "acc-1", "glm-5"));
    expect([book.freeFor("key-1", "glm-5", NOW), book.freeFor("key-1", "hunyuan-turbo", NOW)]).toEqual([10, 0]);
    expect(book.takeFreeOfAccount("acc-1", { keyId: "key-1", modelCode: "glm-5" })).toEqual([]);
    expect(book.takeFreeOfAccount("acc-1", { keyId: "key-1", modelCode: "hunyuan-turbo" })).toHaveLength(1);
  });

  it("keeps keys apart", () => {
    const book = bookWith(slice("s1", [{ grantId: "g", tokens: 10 }], "key-2"));
    expect(hold(book, 1)).toBeNull();
  });

  it("burns in order what a call cost, and frees the rest at once", () => {
    const book = bookWith(
      slice("s1", [
        { grantId: "a", tokens: 10, expiresInSeconds: 10 },
        { grantId: "b", tokens: 10 },
      ]),
    );
    const held = mustHold(book, 20);
    expect(book.spend(held, 12)).toEqual([
      { sliceId: "s1", grantId: "a", tokens: 10 },
      { sliceId: "s1", grantId: "b", tokens: 2 },
    ]);
    expect(book.freeFor("key-1", "glm-5", NOW)).toBe(8);
  });

  it("burns no more than the hold, however much the call cost", () => {
    const book = bookWith(slice("s1", [{ grantId: "a", tokens: 10 }]));
    expect(book.spend(mustHold(book, 4), 1_000)).toEqual([{ sliceId: "s1", grantId: "a", tokens: 4 }]);
    expect(book.freeFor("key-1", "glm-5", NOW)).toBe(6);
  });

  it("gives nothing back while a call may still burn from it", () => {
    const book = bookWith(slice("s1", [{ grantId: "a", tokens: 10 }]));
    const held = mustHold(book, 4);
    book.spend(held, 4);
    expect(book.takeIdle(99_999, 5_000).map(({ tokens }) => tokens)).toEqual([new Map([["a", 6]])]);
    book.close(held, 100_000);
    // Nothing of it is left to wait for.
    expect(book.takeIdle(100_000, 5_000)).toEqual([{ cell: 1, sliceId: "s1", tokens: "all" }]);
    expect(hold(book, 1)).toBeNull();
  });

  it("gives back an account's other keys' unused slices only", () => {
    const book = bookWith(
      slice("mine", [{ grantId: "a", tokens: 10 }]),
      slice("other", [{ grantId: "a", tokens: 10 }], "key-2"),
      slice("foreign", [{ grantId: "z", tokens: 10 }], "key-3", "acc-2"),
    );
    expect(
      book.takeFreeOfAccount("acc-1", { keyId: "key-1", modelCode: "glm-5" }).map(({ sliceId }) => sliceId),
    ).toEqual(["other"]);
    expect(book.takeFreeOfAccount("acc-1").map(({ sliceId }) => sliceId)).toEqual(["mine"]);
  });

  it("gives back of a slice in use what no call holds, and keeps the rest until they end", () => {
    const book = bookWith(slice("s1", [{ grantId: "a", tokens: 10 }]));
    const held = mustHold(book, 4);
    expect(book.takeIdle(4_999, 5_000)).toEqual([]);
    expect(book.takeIdle(5_000, 5_000)).toEqual([{ cell: 1, sliceId: "s1", tokens: new Map([["a", 6]]) }]);
    expect(book.takeIdle(9_999, 5_000)).toEqual([]);
    expect(hold(book, 1)).toBeNull();
    expect(book.spend(held, 4)).toEqual([{ sliceId: "s1", grantId: "a", tokens: 4 }]);
    book.close(held, 10_000);
    expect(book.takeIdle(10_000, 5_000)).toEqual([{ cell: 1, sliceId: "s1", tokens: "all" }]);
  });

  it("takes the free before the paid among buckets of one expiry, whatever slice they came in", () => {
    const book = bookWith(
      slice("s1", [{ grantId: "paid", tokens: 10 }]),
      slice("s2", [{ grantId: "gift", tokens: 10, free: true }]),
    );
    expect(book.head("key-1", "glm-5", NOW)?.grantId).toBe("gift");
  });

  it("lets running calls end after the lease was lost", () => {
    const book = bookWith(slice("s1", [{ grantId: "a", tokens: 10 }]));
    const held = mustHold(book, 10);
    book.clear();
    expect(book.spend(held, 7)).toEqual([{ sliceId: "s1", grantId: "a", tokens: 7 }]);
    book.close(held, 0);
    expect(book.totals()).toEqual({ slices: 0, freeTokens: 0 });
  });

  it("never gives out more than came in, whatever the order of things", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("hold" as const), tokens: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant("end" as const), cost: fc.integer({ min: 0, max: 80 }) }),
      fc.record({ kind: fc.constant("add" as const), tokens: fc.integer({ min: 1, max: 50 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = new SliceBook();
        const open: Hold[] = [];
        let added = 0;
        let burnt = 0;
        for (const [index, each] of steps.entries()) {
          if (each.kind === "add") {
            book.add(slice(`s${index}`, [{ grantId: `g${index}`, tokens: each.tokens }]), 0);
            added += each.tokens;
          } else if (each.kind === "hold") {
            const held = hold(book, each.tokens);
            if (held) open.push(held);
          } else {
            const held = open.shift();
            if (!held) continue;
            burnt += book.spend(held, each.cost).reduce((sum, part) => sum + part.tokens, 0);
            book.close(held, 0);
          }
        }
        const heldNow = open.reduce((sum, each) => sum + each.tokens, 0);
        expect(book.totals().freeTokens + heldNow + burnt).toBe(added);
      }),
    );
  });
});

function mustHold(book: SliceBook, tokens: number): Hold {
  const held = hold(book, tokens);
  if (!held) throw new Error("nothing held");
  return held;
}
