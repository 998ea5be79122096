import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ReservedSlice, SliceRequest } from "@/lib/charging/reserve-slice";
import { Admission, type CallWant, type ChargingPort } from "@/lib/gateway/admission";
import { SliceBook } from "@/lib/gateway/slice-book";
import { addSeconds } from "@/lib/testing/instants";

const NOW = addSeconds("2026-03-01T00:00:00Z", 0);
const WEIGHTS = { inputMilli: 1_000, cachedInputMilli: 200, outputMilli: 2_000 };
const TERMS = { weightVersionId: "w1", versionNo: 1, ...WEIGHTS };

/** One bucket of so many tokens, reserved from like the real one. */
function oneBucket(tokens: number) {
  let remaining = tokens;
  let slices = 0;
  const asked: number[] = [];
  const port: ChargingPort = {
    reserveSlice: vi.fn(async ({ cell, accountId, keyId, wantTokens }: SliceRequest): Promise<ReservedSlice> => {
      asked.push(wantTokens);
      const given = Math.min(wantTokens, remaining);
      const answer = { leftTokens: tokens, heldTokens: tokens - remaining };
      if (given === 0) return { slice: null, ...answer };
      remaining -= given;
      slices += 1;
      const part = { grantId: "g", tokens: given, modelScope: [], weightsAt: NOW, expiresAt: addSeconds(NOW, 3_600) };
      return { slice: { id: `s${slices}`, cell, accountId, keyId, parts: [part] }, ...answer };
    }),
    returnSlices: vi.fn(async (given) => {
      for (const { parts } of given) for (const part of parts) remaining += part.tokens;
    }),
    resolveTerms: async () => TERMS,
  };
  return { port, asked, remaining: () => remaining };
}

const want = (outputLimit: number, keyId = "key-1"): CallWant => ({
  cell: 1,
  accountId: "acc-1",
  keyId,
  modelCode: "glm-5",
  bounds: { inputTokens: 20, outputLimit, choices: 1 },
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
  it("reserves exactly the need of a first call, and holds it", async () => {
    const bucket = oneBucket(10_000);
    const { hold, outputLimit, terms } = await admissionOver(bucket.port).admit(want(40));
    expect({ tokens: hold.tokens, outputLimit, terms }).toEqual({ tokens: COST_OF_40, outputLimit: 40, terms: TERMS });
    expect(bucket.asked).toEqual([COST_OF_40]);
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

  it("reserves ahead for a busy key, but never much of what is left", async () => {
    const bucket = oneBucket(100_000);
    const admission = admissionOver(bucket.port);
    const first = await admission.admit(want(40));
    book.spend(first.hold, COST_OF_40);
    admission.recordSpend("key-1", "glm-5", 2_000);
    await admission.admit(want(40));
    expect(bucket.asked).toEqual([COST_OF_40, 2_000]);
    admission.recordSpend("key-1", "glm-5", 90_000);
    await Promise.all(Array.from({ length: 20 }, () => admission.admit(want(40))));
    expect(bucket.asked.at(-1)).toBe(12_500);
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
      if (request.modelCode === "glm-5") return { slice: null, leftTokens: 0, heldTokens: 0 };
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
    const bucket = oneBucket(10_000);
    const dearer = { ...TERMS, outputMilli: 5_000 };
    const admission = admissionOver({ ...bucket.port, resolveTerms: async () => dearer });
    expect((await admission.admit(want(40))).hold.tokens).toBe(220);
    expect(bucket.asked).toEqual([COST_OF_40, 220 - COST_OF_40]);
  });

  it("forgets keys that have been quiet", async () => {
    const bucket = oneBucket(100_000);
    const admission = admissionOver(bucket.port);
    admission.recordSpend("key-1", "glm-5", 50_000);
    nowMs += 120_000;
    admission.forgetQuietKeys();
    await admission.admit(want(40));
    expect(bucket.asked).toEqual([COST_OF_40]);
  });
});
