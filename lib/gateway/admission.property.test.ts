import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Weights } from "@/lib/charging/rate";
import { Admission, type Admitted, type CallWant, type ChargingPort } from "@/lib/gateway/admission";
import type { CallBounds } from "@/lib/gateway/estimate";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { SliceBook } from "@/lib/gateway/slice-book";
import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";
import { MODEL_PAYER, ModelBooks, type ModelBucket } from "@/lib/testing/model-books";

// The wait for what other nodes give back takes a turn of the loop here instead of its time.
vi.mock("node:timers/promises", () => ({ setTimeout: () => new Promise((resolve) => setImmediate(resolve)) }));

const MODELS = ["glm-5", "hunyuan-turbo"] as const;
const NODES = 2;
/** Seconds of work at most; a busy machine takes longer. */
const PATIENCE_MS = 30_000;

const weightings = fc.record({
  inputMilli: fc.integer({ min: 1, max: 3_000 }),
  cachedInputMilli: fc.constant(1),
  outputMilli: fc.integer({ min: 1, max: 3_000 }),
});
const buckets = fc.array(
  fc.record({
    tokens: fc.integer({ min: 0, max: 400 }),
    scoped: fc.boolean(),
    weights: weightings,
    expiresInDays: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);
const called = fc.record({
  kind: fc.constant("call" as const),
  node: fc.nat({ max: NODES - 1 }),
  key: fc.nat({ max: 1 }),
  model: fc.constantFrom(...MODELS),
  inputTokens: fc.integer({ min: 1, max: 40 }),
  outputLimit: fc.integer({ min: 1, max: 90 }),
  choices: fc.integer({ min: 1, max: 2 }),
});
const ended = fc.record({ kind: fc.constant("end" as const), which: fc.nat(), percent: fc.nat({ max: 100 }) });
const swept = fc.record({ kind: fc.constant("sweep" as const), node: fc.nat({ max: NODES - 1 }) });
const days = fc.record({ kind: fc.constant("day" as const) });
const script = fc.array(
  fc.oneof({ weight: 6, arbitrary: called }, { weight: 4, arbitrary: ended }, swept, { weight: 2, arbitrary: days }),
  { maxLength: 30 },
);
type Called = typeof called extends fc.Arbitrary<infer T> ? T : never;

const KEY = { tokensPerMinute: null } as GatewayKey; // the only limit that admission looks at

/** Thousandths, rounded up once: what a call can cost at most. */
function dearest({ inputTokens, outputLimit, choices }: CallBounds, { inputMilli, outputMilli }: Weights): number {
  return Math.ceil((inputTokens * inputMilli + outputLimit * choices * outputMilli) / 1_000);
}

/** Two nodes over one account. */
class Nodes {
  nowMs = 1_000_000;
  readonly books: ModelBooks;
  readonly running: { node: number; model: string; admitted: Admitted }[] = [];
  private readonly nodes: { book: SliceBook; admission: Admission }[];

  constructor(
    wishes: readonly ModelBucket[],
    private readonly pause: () => Promise<void> = async () => undefined,
  ) {
    this.books = new ModelBooks(wishes);
    this.nodes = Array.from({ length: NODES }, (_, node) => {
      const book = new SliceBook();
      const admission = new Admission(
        book,
        this.portOf(node),
        () => String(node),
        () => this.nowMs,
      );
      return { book, admission };
    });
  }

  async call({ node, key, model, inputTokens, outputLimit, choices }: Called): Promise<Admitted | GatewayError> {
    const bounds = { inputTokens, outputLimit, choices };
    const want: CallWant = {
      caller: { ...MODEL_PAYER, keyId: `key${key}`, key: KEY },
      modelCode: model,
      bounds,
      enoughOutput: outputLimit,
      currentWeights: this.books.grants[0]?.weights ?? { inputMilli: 1, cachedInputMilli: 1, outputMilli: 1 },
      at: this.books.at,
    };
    try {
      const admitted = await this.at(node).admission.admit(want);
      this.running.push({ node, model, admitted });
      return admitted;
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
  }

  end(which: number, percent: number): void {
    const [call] = this.running.splice(which % Math.max(1, this.running.length), 1);
    if (!call) return;
    const { book, admission } = this.at(call.node);
    const { hold } = call.admitted;
    const cost = Math.floor((hold.tokens * percent) / 100);
    admission.recordSpend(hold.keyId, call.model, cost);
    this.books.burn(book.spend(hold, cost));
    book.close(hold, this.nowMs);
  }

  sweep(node: number): void {
    for (const back of this.at(node).book.takeIdle(this.nowMs, 0)) this.books.giveBack(back);
  }

  /** What no call holds, on whichever node it lies, in burn-down order. */
  free(model: string) {
    return this.books.payersOf(model).flatMap(({ id, granted, consumed, weights }) => {
      const held = this.running.flatMap(({ admitted }) => admitted.hold.parts).filter(({ grantId }) => grantId === id);
      const tokens = granted - consumed - held.reduce((sum, part) => sum + part.tokens, 0);
      return tokens > 0 ? [{ tokens, weights }] : [];
    });
  }

  expectConserved(): void {
    for (const { id, granted, remaining, consumed } of this.books.grants) {
      expect(remaining).toBeGreaterThanOrEqual(0);
      expect(remaining + this.books.reserved(id) + consumed).toBe(granted);
      const held = this.running.flatMap(({ admitted }) => admitted.hold.parts).filter(({ grantId }) => grantId === id);
      expect(held.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(this.books.reserved(id));
    }
  }

  private at(node: number) {
    const found = this.nodes[node];
    if (!found) throw new Error("no such node");
    return found;
  }

  private portOf(node: number): ChargingPort {
    return {
      reserveSlice: async (request) => {
        await this.pause();
        return this.books.reserve(request);
      },
      returnSlices: async (returns) => {
        await this.pause();
        for (const back of returns) this.books.giveBack(back);
      },
      recallSlices: async (accountId) => {
        for (const [other, { book }] of this.nodes.entries())
          if (other !== node) for (const back of book.takeFreeOfAccount(accountId)) this.books.giveBack(back);
      },
      resolveTerms: async (_model, weightsAt) => {
        const grant = this.books.grants.find((known) => known.weightsAt === weightsAt);
        if (!grant) throw new Error("no such promise");
        return { weightVersionId: grant.id, versionNo: 1, ...grant.weights };
      },
      takeTokens: async () => null,
      giveBackTokens: () => undefined,
    };
  }
}

/** The rule for one call alone: served by what is free, at the weights of the bucket that pays first, cut only as far as must be. */
function expectRight(nodes: Nodes, want: Called, free: ReturnType<Nodes["free"]>, got: Admitted | GatewayError): void {
  const { outputLimit } = want;
  const there = free.reduce((sum, { tokens }) => sum + tokens, 0);
  const weights = free[0]?.weights;
  const affords = (limit: number) =>
    weights !== undefined && dearest({ ...want, outputLimit: limit }, weights) <= there;
  const least = Math.min(16, outputLimit);
  if (got instanceof GatewayError) {
    expect(got.error).toBe("quotaShort");
    expect(affords(least)).toBe(false);
    return;
  }
  expect(affords(got.outputLimit)).toBe(true);
  expect(got.outputLimit).toBeGreaterThanOrEqual(least);
  if (got.outputLimit < outputLimit) expect(affords(got.outputLimit + 1)).toBe(false);
  const [first] = got.hold.parts;
  const payer = nodes.books.grants.find(({ id }) => id === first?.grantId);
  expect(got.terms).toMatchObject(payer?.weights ?? {});
  expect(got.hold.tokens).toBe(dearest({ ...want, outputLimit: got.outputLimit }, got.terms));
  expect(got.hold.parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(got.hold.tokens);
}

async function play(nodes: Nodes, steps: typeof script extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  for (const step of steps) {
    // Further apart than the recalls of one key.
    nodes.nowMs += 2_000;
    if (step.kind === "end") nodes.end(step.which, step.percent);
    else if (step.kind === "sweep") nodes.sweep(step.node);
    else if (step.kind === "day") nodes.books.passDay();
    else {
      const free = nodes.free(step.model);
      expectRight(nodes, step, free, await nodes.call(step));
    }
    nodes.expectConserved();
  }
}

function expectAllBack(nodes: Nodes): void {
  while (nodes.running.length > 0) nodes.end(0, 50);
  for (let node = 0; node < NODES; node += 1) nodes.sweep(node);
  for (const { id, granted, remaining, consumed } of nodes.books.grants) {
    expect(nodes.books.reserved(id)).toBe(0);
    expect(remaining + consumed).toBe(granted);
  }
}

describe("admission over two nodes", () => {
  it(
    "serves every call that what is free can pay for, wherever it lies, and no other; every hold comes back",
    async () => {
      await fc.assert(
        fc.asyncProperty(buckets, script, async (wishes, steps) => {
          const nodes = new Nodes(wishes);
          await play(nodes, steps);
          expectAllBack(nodes);
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE_MS,
  );

  it(
    "never overspends, whatever happens at once",
    async () => {
      const rounds = fc.array(fc.array(called, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(buckets, rounds, fc.scheduler(), fc.nat(), async (wishes, calls, scheduler, which) => {
          const nodes = new Nodes(wishes, () => scheduler.schedule(Promise.resolve()));
          for (const round of calls) {
            nodes.nowMs += 2_000;
            await scheduler.waitFor(Promise.all(round.map((want) => nodes.call(want))));
            nodes.expectConserved();
            nodes.end(which, 100);
            nodes.end(which, 30);
            nodes.expectConserved();
          }
          expectAllBack(nodes);
        }),
        { numRuns: 50 },
      );
    },
    PATIENCE_MS,
  );

  it(
    "leaves nobody hungry in one line: who is refused could not have been paid from what is left",
    async () => {
      const alike = fc.array(called, { minLength: 2, maxLength: 15 });
      await fc.assert(
        fc.asyncProperty(buckets, alike, fc.scheduler(), async (wishes, calls, scheduler) => {
          const nodes = new Nodes(wishes, () => scheduler.schedule(Promise.resolve()));
          const wants = calls.map((want) => ({ ...want, node: 0, key: 0, model: MODELS[0] }));
          const results = await scheduler.waitFor(Promise.all(wants.map((want) => nodes.call(want))));
          const left = nodes.free(MODELS[0]);
          const there = left.reduce((sum, { tokens }) => sum + tokens, 0);
          for (const [index, result] of results.entries()) {
            const want = wants[index];
            const weights = left[0]?.weights;
            if (!(result instanceof GatewayError) || !want || !weights) continue;
            const least = { ...want, outputLimit: Math.min(16, want.outputLimit) };
            expect(dearest(least, weights)).toBeGreaterThan(there);
          }
        }),
        { numRuns: 50 },
      );
    },
    PATIENCE_MS,
  );
});
