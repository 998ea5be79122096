import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Caller } from "@/lib/gateway/caller";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { KeyMinutes } from "@/lib/gateway/key-minutes";
import type { MinuteRest } from "@/lib/keys/return-to-minute";
import type { MinutePiece, MinuteWant } from "@/lib/keys/take-of-minute";
import { gatewayKey } from "@/lib/testing/gateway-key";

const MINUTE_MS = 60_000;

/** A minute as the database keeps it, for one unit of one key; its clock is `dbMs`. */
let dbMs: number;
let localMs: number;
let taken: Map<number, number>;
const takeOfMinute = vi.fn<(want: MinuteWant) => Promise<MinutePiece>>();
const returnToMinute = vi.fn<(rest: MinuteRest) => Promise<void>>();

const minutes = () => new KeyMinutes({ takeOfMinute, returnToMinute }, () => localMs);
const pass = (milliseconds: number) => {
  dbMs += milliseconds;
  localMs += milliseconds;
};
const caller = (limits: { requestsPerMinute?: number; tokensPerMinute?: number }): Caller => ({
  cell: 1,
  keyId: "key-1",
  accountId: "acc-1",
  key: gatewayKey(limits),
});
const exactly = (tokens: number) => ({ atLeast: tokens, atMost: tokens });

beforeEach(() => {
  dbMs = 10 * MINUTE_MS + 15_000;
  localMs = 700;
  taken = new Map();
  takeOfMinute.mockReset().mockImplementation(async ({ limit, needed, welcome }) => {
    const minute = Math.floor(dbMs / MINUTE_MS);
    const before = taken.get(minute) ?? 0;
    const left = Math.max(0, limit - before);
    const amount = left < needed ? 0 : Math.min(left, welcome);
    taken.set(minute, before + amount);
    const lastsMs = (minute + 1) * MINUTE_MS - dbMs;
    return { minute: String(minute), lastsMs, taken: amount, left: amount > 0 ? 0 : left };
  });
  returnToMinute.mockReset().mockImplementation(async ({ minute, amount }) => {
    taken.set(Number(minute), (taken.get(Number(minute)) ?? 0) - amount);
  });
});

describe("KeyMinutes", () => {
  it("asks nobody for a key without limits", async () => {
    const free = caller({});
    await minutes().takeRequest(free);
    await expect(minutes().takeTokens(free, exactly(5_000))).resolves.toBeNull();
    expect(takeOfMinute).not.toHaveBeenCalled();
  });

  it("admits exactly the limit in a minute, by pieces, and again in the next", async () => {
    const node = minutes();
    const who = caller({ requestsPerMinute: 20 });
    for (let round = 0; round < 2; round += 1) {
      const answers = await Promise.allSettled(Array.from({ length: 30 }, () => node.takeRequest(who)));
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
      pass(MINUTE_MS);
    }
    // Pieces of three (an eighth of 20, rounded up), seven of them a minute, and not one question for each request.
    expect(takeOfMinute.mock.calls.length).toBeLessThan(30);
  });

  it("says the limit and when the minute ends", async () => {
    const node = minutes();
    const who = caller({ requestsPerMinute: 1 });
    await node.takeRequest(who);
    const refusal = await node.takeRequest(who).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GatewayError);
    expect(refusal).toMatchObject({ error: "requestsPerMinute", status: 429, figures: { limit: 1, seconds: 45 } });
  });

  it("never uses a piece after its minute, however long the database took to answer", async () => {
    const node = minutes();
    const who = caller({ requestsPerMinute: 8_000 });
    pass(44_900);
    takeOfMinute.mockImplementationOnce(async () => {
      pass(200);
      return { minute: "10", lastsMs: -100, taken: 1_000, left: 0 };
    });
    await node.takeRequest(who);
    expect(taken.get(11)).toBe(1_000);
  });

  it("takes less than wanted when that is enough, and says what is left when it is not", async () => {
    const node = minutes();
    const who = caller({ tokensPerMinute: 1_000 });
    await node.takeTokens(who, exactly(600));
    const lowered = await node.takeTokens(who, { atLeast: 100, atMost: 900 });
    expect(lowered?.tokens).toBe(400);
    node.giveBackTokens(lowered, 50);
    await expect(node.takeTokens(who, exactly(60))).rejects.toMatchObject({
      error: "tokensPerMinute",
      figures: { limit: 1_000, left: 50, needed: 60, seconds: 45 },
    });
    await expect(node.takeTokens(who, exactly(50))).resolves.toMatchObject({ tokens: 50 });
    expect(taken.get(10)).toBe(1_000);
  });

  it("refuses a call that needs more than a whole minute's tokens", async () => {
    await expect(minutes().takeTokens(caller({ tokensPerMinute: 10 }), exactly(11))).rejects.toMatchObject({
      figures: { limit: 10, left: 10, needed: 11 },
    });
  });

  it("forgets what comes back after its minute", async () => {
    const node = minutes();
    const who = caller({ tokensPerMinute: 100 });
    const old = await node.takeTokens(who, exactly(100));
    pass(MINUTE_MS);
    await node.takeTokens(who, exactly(100));
    node.giveBackTokens(old, 100);
    pass(300);
    await expect(node.takeTokens(who, exactly(1))).rejects.toBeInstanceOf(GatewayError);
  });

  it("gives back what is idle, so that another node can have it", async () => {
    const [node, other] = [minutes(), minutes()];
    const who = caller({ tokensPerMinute: 800 });
    const call = await node.takeTokens(who, exactly(800));
    node.giveBackTokens(call, 700);
    await expect(other.takeTokens(who, exactly(700))).rejects.toBeInstanceOf(GatewayError);
    pass(500);
    await node.returnIdle();
    expect(returnToMinute).not.toHaveBeenCalled();
    pass(500);
    await node.returnIdle();
    await expect(other.takeTokens(who, exactly(700))).resolves.toMatchObject({ tokens: 700 });
    expect(taken.get(10)).toBe(800);
  });

  it("counts a piece that could not be given back as used", async () => {
    const node = minutes();
    const who = caller({ tokensPerMinute: 80 });
    node.giveBackTokens(await node.takeTokens(who, exactly(80)), 80);
    returnToMinute.mockRejectedValueOnce(new Error("away"));
    pass(1_000);
    await expect(node.returnIdle()).rejects.toThrow("away");
    await expect(node.takeTokens(who, exactly(1))).rejects.toBeInstanceOf(GatewayError);
  });

  it("uses nothing of a piece that was taken under a higher limit", async () => {
    const node = minutes();
    await node.takeRequest(caller({ requestsPerMinute: 80 }));
    await expect(node.takeRequest(caller({ requestsPerMinute: 5 }))).rejects.toBeInstanceOf(GatewayError);
  });

  it("goes on when the database was away for one call", async () => {
    const node = minutes();
    const who = caller({ requestsPerMinute: 8 });
    takeOfMinute.mockRejectedValueOnce(new Error("away"));
    await expect(node.takeRequest(who)).rejects.toThrow("away");
    await expect(node.takeRequest(who)).resolves.toBeUndefined();
  });
});
