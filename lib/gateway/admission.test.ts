import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ReservedSlice, SliceRequest } from "@/lib/charging/reserve-slice";
import { Admission, type CallWant, type ChargingPort } from "@/lib/gateway/admission";
import { SliceBook } from "@/lib/gateway/slice-book";
import { gatewayKey } from "@/lib/testing/gateway-key";
import { addSeconds } from "@/lib/testing/instants";

const NOW = addSeconds("2026-03-01T00:00:00Z", 0);
const WEIGHTS = { inputMilli: 1_000, cachedInputMilli: 200, outputMilli: 2_000 };
const TERMS = { weightVersionId: "w1", versionNo: 1, ...WEIGHTS };

/** One bucket of so many tokens, reserved from like the real one. */
function oneBucket(tokens: number) {
  let remaining = tokens;
  let slices = 0;
  const sizes = new Map<string, number>();
  const asked: [needed: number, wanted: number][] = [];
  const port: ChargingPort = {
    reserveSlice: vi.fn(async (request: SliceRequest): Promise<ReservedSlice> => {
      const { cell, accountId, keyId, needTokens, wantTokens } = request;
      asked.push([needTokens, wantTokens]);
      const given = Math.min(Math.max(needTokens, Math.min(wantTokens, Math.floor(remaining / 32))), remaining);
      const answer = { leftTokens: tokens, heldTokens: tokens - remaining, elsewhereTokens: 0, cap: null };
      if (given === 0) return { slice: null, ...answer };
      remaining -= given;
      slices += 1;
      sizes.set(`s${slices}`, given);
      const validity = { weightsAt: NOW, expiresAt: addSeconds(NOW, 3_600), createdAt: NOW };
      const part = { grantId: "g", tokens: given, modelScope: [], free: false, ...validity };
      return { slice: { id: `s${slices}`, cell, accountId, keyId, modelCode: null, parts: [part] }, ...answer };
    }),
    // Whole slices only: what this test gives back was never held.
    returnSlices: vi.fn(async (returns) => {
      for (const { sliceId } of returns) remaining += sizes.get(sliceId) ?? 0;
    }),
    recallSlices: vi.fn(async () => undefined),
    resolveTerms: async () => TERMS,
    takeTokens: vi.fn(async () => null),
    giveBackTokens: vi.fn(),
  };
  return { port, asked, remaining: () => remaining };
}

const want = (outputLimit: number, keyId = "key-1"): CallWant => ({
  caller: { cell: 1, accountId: "acc-1", keyId, key: gatewayKey() },
  modelCode: "glm-5",
  bounds: { inputTokens: 20, outputLimit, choices: 1 },
  enoughOutput: outputLimit,
  currentWeights: WEIGHTS,
  at: NOW,
});

/** Input 20 × 1 + output × 2. */
const COST_OF_40 = 100;

let book: SliceBook;
let nowMs: number;
beforeEach(() => {
  book = new SliceBook();
  nowMs = 1_000_000;
});
const admissionOver = (port: ChargingPort) =>
  new Admission(
    book,
    port,
    () => "node-1",
    () => nowMs,
  );

describe("Admission", () => {
  it("reserves for the first call and a few like it, and holds its cost", async () => {
    const bucket = oneBucket(10_000);
    const { hold, outputLimit, terms } = await admissionOver(bucket.port).admit(want(40));
    expect({ tokens: hold.tokens, outputLimit, terms }).toEqual({ tokens: COST_OF_40, outputLimit: 40, terms: TERMS });
    expect(bucket.asked).toEqual([[COST_OF_40, 4 * COST_OF_40]]);
  });

  it("asks once for all who wait", async () => {
    const bucket = oneBucket(10_000);
    const admission = admissionOver(bucket.port);
    await Promise.all(Array.from({ length: 20 }, () => admission.admit(want(40))));
    expect(bucket.asked).toHaveLength(1);
    expect(bucket.remaining()).toBe(8_000);
  });

  it("serves exactly as many as the balance pays for, and refuses the rest with the figures", async () => {
    const bucket = oneBucket(10 * COST_OF_40);
    const admission = admissionOver(bucket.port);
    const calls = await Promise.allSettled(Array.from({ length: 50 }, () => admission.admit(want(40))));
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const refused = calls.flatMap((call) => (call.status === "rejected" ? [call.reason] : []));
    expect(refused).toHaveLength(40);
    // input 20 + the least output 16 × 2
    expect(refused[0]).toMatchObject({ error: "quotaShort", figures: { needed: 52, left: 1_000, held: 1_000 } });
    expect(bucket.asked.length).toBeLessThan(5);
  });

  it("lowers the output limit to what can be paid, down to the minimum", async () => {
    const lowered = await admissionOver(oneBucket(60).port).admit(want(1_000));
    expect(lowered.outputLimit).toBe(20);
    expect(lowered.hold.tokens).toBe(60);
    book = new SliceBook();
    await expect(admissionOver(oneBucket(51).port).admit(want(1_000))).rejects.toMatchObject({ error: "quotaShort" });
    book = new SliceBook();
    // a request for less than the minimum is served as it is
    expect((await admissionOver(oneBucket(30).port).admit(want(5))).outputLimit).toBe(5);
  });

  it("refuses when there is nothing at all", async () => {
    const call = admissionOver(oneBucket(0).port).admit(want(40));
    await expect(call).rejects.toMatchObject({ error: "quotaShort", figures: { left: 0, held: 0 } });
  });

  it("spends the next call from what the last one left", async () => {
    const bucket = oneBucket(10_000);
    const admission = admissionOver(bucket.port);
    const { hold } = await admission.admit(want(40));
    book.spend(hold, 0);
    await admission.admit(want(40));
    expect(bucket.asked).toHaveLength(1);
  });

  it("returns another key's unused tokens before it refuses", async () => {
    const bucket = oneBucket(COST_OF_40);
    const admission = admissionOver(bucket.port);
    const { hold } = await admission.admit(want(40, "key-2"));
    book.spend(hold, 0);
    book.close(hold, nowMs);
    expect((await admission.admit(want(40, "key-1"))).hold.tokens).toBe(COST_OF_40);
  });

  it("asks for what a busy key spends ahead, and takes what it is given", async () => {
    const bucket = oneBucket(100_000);
    const admission = admissionOver(bucket.port);
    for (let call = 0; call < 4; call += 1) await admission.admit(want(40));
    admission.recordSpend("key-1", "glm-5", 2_000);
    await admission.admit(want(40));
    expect(bucket.asked).toEqual([
      [COST_OF_40, 4 * COST_OF_40],
      [COST_OF_40, 2_000],
    ]);
    expect(bucket.remaining()).toBe(100_000 - 4 * COST_OF_40 - 2_000);
  });

  it("does not take a whole balance for a request that did not say how long its answer may be", async () => {
    const bucket = oneBucket(200_000);
    const admission = admissionOver(bucket.port);
    const unasked = { ...want(16_384), enoughOutput: 2_048 };
    const first = await admission.admit(unasked);
    // a thirty-second of the bucket: (6,250 - 20) / 2
    expect(first.outputLimit).toBe(3_115);
    const others = await Promise.all(Array.from({ length: 5 }, () => admission.admit(unasked)));
    for (const { outputLimit } of others) expect(outputLimit).toBeGreaterThanOrEqual(2_048);
    expect(bucket.remaining()).toBeGreaterThan(150_000);
  });

  it("names the cap when a key's cap is what refuses", async () => {
    const bucket = oneBucket(10_000);
    const cap = { window: "day" as const, capTokens: 500, spentTokens: 480, heldTokens: 0, leftTokens: 20 };
    const capped = async () => ({ slice: null, leftTokens: 10_000, heldTokens: 0, elsewhereTokens: 0, cap });
    const call = admissionOver({ ...bucket.port, reserveSlice: capped }).admit(want(40));
    await expect(call).rejects.toMatchObject({
      error: "keyCapReached",
      figures: { window: "day", cap: 500, spent: 480, left: 20, resetsAt: "2026-03-01T16:00:00.000Z" },
    });
  });

  it("asks other nodes for what they do not use, once in a while, before it refuses", async () => {
    const bucket = oneBucket(0);
    let others = COST_OF_40;
    const reserveSlice = async (request: SliceRequest) => ({
      ...(await bucket.port.reserveSlice(request)),
      elsewhereTokens: others,
    });
    const poor = admissionOver({ ...bucket.port, reserveSlice });
    await expect(poor.admit(want(40))).rejects.toMatchObject({ error: "quotaShort" });
    await expect(poor.admit(want(40))).rejects.toMatchObject({ error: "quotaShort" });
    expect(bucket.port.recallSlices).toHaveBeenCalledTimes(1);

    const found = oneBucket(COST_OF_40);
    const recallSlices = async () => {
      others = 0;
    };
    const later = async (request: SliceRequest): Promise<ReservedSlice> =>
      others > 0
        ? { slice: null, leftTokens: COST_OF_40, heldTokens: COST_OF_40, elsewhereTokens: others, cap: null }
        : found.port.reserveSlice(request);
    book = new SliceBook();
    const served = await admissionOver({ ...found.port, reserveSlice: later, recallSlices }).admit(want(40));
    expect(served.outputLimit).toBe(40);
  });

  it("lowers the output to what a key's minute leaves, and gives the minute back what was not used", async () => {
    const bucket = oneBucket(10_000);
    const taken = { share: "s", minute: "m", tokens: 60 };
    const takeTokens = vi.fn(async () => taken);
    const admission = admissionOver({ ...bucket.port, takeTokens });
    const limited = { ...want(40), caller: { ...want(40).caller, key: gatewayKey({ tokensPerMinute: 1_000 }) } };
    const admitted = await admission.admit(limited);
    expect(takeTokens).toHaveBeenCalledWith(limited.caller, { atLeast: 52, atMost: COST_OF_40 });
    expect(admitted.outputLimit).toBe(20);
    admission.end(admitted, 25);
    expect(bucket.port.giveBackTokens).toHaveBeenLastCalledWith(taken, 35);

    book = new SliceBook();
    const nothing = admissionOver({ ...oneBucket(0).port, takeTokens, giveBackTokens: bucket.port.giveBackTokens });
    await expect(nothing.admit(limited)).rejects.toMatchObject({ error: "quotaShort" });
    expect(bucket.port.giveBackTokens).toHaveBeenLastCalledWith(taken, 60);
  });

  it("passes a database failure on, and serves the next call", async () => {
    const bucket = oneBucket(10_000);
    vi.mocked(bucket.port.reserveSlice).mockRejectedValueOnce(new Error("away"));
    const admission = admissionOver(bucket.port);
    await expect(admission.admit(want(40))).rejects.toThrow("away");
    await expect(admission.admit(want(40))).resolves.toMatchObject({ outputLimit: 40 });
  });

  it("does not refuse a model because another could not be paid", async () => {
    const bucket = oneBucket(10_000);
    const scoped = async (request: SliceRequest): Promise<ReservedSlice> => {
      if (request.modelCode === "glm-5")
        return { slice: null, leftTokens: 0, heldTokens: 0, elsewhereTokens: 0, cap: null };
      const answer = await bucket.port.reserveSlice(request);
      const parts = answer.slice?.parts.map((part) => ({ ...part, modelScope: ["hunyuan-*"] })) ?? [];
      return { ...answer, slice: answer.slice && { ...answer.slice, parts } };
    };
    const admission = admissionOver({ ...bucket.port, reserveSlice: scoped });
    const calls = ["glm-5", "hunyuan-turbo", "glm-5", "hunyuan-turbo"].map((modelCode) =>
      admission.admit({ ...want(40), modelCode }),
    );
    const statuses = (await Promise.allSettled(calls)).map(({ status }) => status);
    expect(statuses).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  });

  it("reserves by the weights promised with the bucket where they are dearer than those in force", async () => {
    const bucket = oneBucket(600);
    const dearer = { ...TERMS, outputMilli: 5_000 };
    const admission = admissionOver({ ...bucket.port, resolveTerms: async () => dearer });
    expect((await admission.admit(want(40))).hold.tokens).toBe(220);
    expect(bucket.asked.map(([needed]) => needed)).toEqual([COST_OF_40, 220 - COST_OF_40]);
  });

  it("forgets keys that have been quiet", async () => {
    const bucket = oneBucket(100_000);
    const admission = admissionOver(bucket.port);
    admission.recordSpend("key-1", "glm-5", 50_000);
    nowMs += 120_000;
    admission.forgetQuietKeys();
    await admission.admit(want(40));
    expect(bucket.asked).toEqual([[COST_OF_40, 4 * COST_OF_40]]);
  });
});
