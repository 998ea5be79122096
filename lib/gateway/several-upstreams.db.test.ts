import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import type { Gateway, GatewayOptions } from "@/lib/gateway/start-gateway";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  answerWell,
  answerWith,
  beginStream,
  type FakeUpstream,
  hang,
  startFakeUpstream,
} from "@/lib/testing/start-fake-upstream";
import {
  makeCaller,
  openAiClient,
  seedTestCatalogue,
  startTestGateway,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { usageOf } from "@/lib/testing/usage-of";
import { BREAKER_POLICY } from "@/lib/upstreams/circuit-breaker";

/** Any address of this machine may be an upstream, as an operator's own configuration could say. */
vi.hoisted(() => vi.stubEnv("UPSTREAM_HOSTS", "127.0.0.1"));

const MODELS = { "glm-5": "theirs" };
const { failuresInARow } = BREAKER_POLICY;

let caller: TestCaller;
const upstreams: FakeUpstream[] = [];
const gateways: Gateway[] = [];

beforeAll(seedTestCatalogue);
beforeEach(async () => {
  await db().upstreamRoute.deleteMany({});
  caller = await makeCaller(100_000_000);
});
afterEach(async () => {
  for (const upstream of upstreams.splice(0)) upstream.close();
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
});
afterAll(expectCleanBooks);

type Input = Parameters<typeof startFakeUpstream>[1];

async function start(code: string, input: Input = {}, answer = answerWell): Promise<FakeUpstream> {
  const upstream = await startFakeUpstream(code, { models: MODELS, ...input }, answer);
  upstreams.push(upstream);
  return upstream;
}

async function startGateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startTestGateway({ allowedHosts: ["127.0.0.1"], sandbox: null, ...options });
  gateways.push(gateway);
  return gateway;
}

const ASKED = { model: "glm-5", messages: [{ role: "user" as const, content: "hi" }], max_tokens: 20 };
const callOnce = (gateway: Gateway, model = "glm-5") =>
  openAiClient(gateway, caller.secret).chat.completions.create({ ...ASKED, model });

/** The raw text of a streamed answer. */
async function rawStream(gateway: Gateway, signal?: AbortSignal): Promise<string> {
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.secret}`, "content-type": "application/json" },
    body: JSON.stringify({ ...ASKED, stream: true }),
    ...(signal && { signal }),
  });
  return answer.text();
}

const metricsOf = async (gateway: Gateway) => (await fetch(`${gateway.url}/metrics`)).text();
const breakerOf = async (gateway: Gateway, code: string) =>
  Number(new RegExp(`upstream_breaker\\{upstream="${code}"\\} (\\d)`).exec(await metricsOf(gateway))?.[1]);
const events = () => usageOf(caller);

async function expectNothingCharged() {
  expect((await readBucket(caller, caller.grantId)).consumed).toBe(0);
  expect(await events()).toEqual([]);
}

/** The same draws in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("which upstream is asked", () => {
  it("divides calls among equals by weight, and leaves out higher priorities and other protocols", async () => {
    const large = await start("large", { weight: 3 });
    const small = await start("small", { weight: 1 });
    const reserve = await start("reserve", { priority: 1 });
    const foreign = await start("foreign", { weight: 1_000, apis: ["messages"] });
    const gateway = await startGateway({ random: seededRandom(18) });
    for (let time = 0; time < 10; time += 1) await Promise.all(Array.from({ length: 20 }, () => callOnce(gateway)));
    expect(large.asked + small.asked).toBe(200);
    expect(large.asked).toBeGreaterThan(130);
    expect(large.asked).toBeLessThan(170);
    expect([reserve.asked, foreign.asked]).toEqual([0, 0]);
    expect(new Set((await events()).map(({ upstreamCode }) => upstreamCode))).toEqual(new Set(["large", "small"]));
  });

  it("refuses a protocol that no upstream of the model speaks", async () => {
    await start("foreign", { apis: ["messages"] });
    await expect(callOnce(await startGateway())).rejects.toMatchObject({ status: 404, code: "api_not_served" });
    await expectNothingCharged();
  });
});

describe("when an upstream fails before the first byte", () => {
  it.each([
    ["answers 500", answerWith(500), {}],
    ["breaks the connection", ((response) => response.destroy()) satisfies typeof answerWell, {}],
    ["never answers", hang, { firstByteMs: 200 }],
    ["answers nonsense", ((response) => response.end("<html>")) satisfies typeof answerWell, {}],
    [
      "breaks off within its answer",
      ((response) => {
        response.writeHead(200, { "content-length": 1_000 }).write("{");
        response.destroy();
      }) satisfies typeof answerWell,
      {},
    ],
  ])("%s: the next one serves, and one call is charged", async (_name, answer, timeouts) => {
    const broken = await start("broken", timeouts, answer);
    const next = await start("next", { priority: 1 });
    const gateway = await startGateway();
    await callOnce(gateway);
    expect([broken.asked, next.asked]).toEqual([1, 1]);
    expect(await events()).toMatchObject([{ upstreamCode: "next", outcome: "completed" }]);
    const metrics = await metricsOf(gateway);
    expect(metrics).toMatch(/upstream_attempts_total\{upstream="next",outcome="ok"\} 1/);
    expect(metrics).toMatch(/upstream_attempts_total\{upstream="broken",outcome="upstream\w+"\} 1/);
    expect(metrics).toMatch(/attempts_per_call_sum 2/);
    expect(metrics).not.toContain(caller.accountId);
  });

  it("an error event at the start of a stream counts as before the first byte", async () => {
    const broken = await start("broken", {}, (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"error":{"message":"no"}}\n\n');
    });
    const next = await start("next", { priority: 1 }, (response, request) => {
      beginStream(response, request);
      response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    });
    expect(await rawStream(await startGateway())).toContain("[DONE]");
    expect([broken.asked, next.asked]).toEqual([1, 1]);
    expect(await events()).toMatchObject([{ upstreamCode: "next" }]);
  });

  it("asks no more than three", async () => {
    const all = await Promise.all([0, 1, 2, 3].map((n) => start(`u${n}`, { priority: n }, answerWith(500))));
    await expect(callOnce(await startGateway())).rejects.toMatchObject({ status: 502 });
    expect(all.map(({ asked }) => asked)).toEqual([1, 1, 1, 0]);
    await expectNothingCharged();
  });

  it("does not try elsewhere what the caller has to mend, nor blames the upstream for it", async () => {
    const strict = await start("strict", {}, answerWith(400));
    const next = await start("next", { priority: 1 });
    const gateway = await startGateway();
    for (let time = 0; time < failuresInARow + 1; time += 1)
      await expect(callOnce(gateway)).rejects.toMatchObject({ status: 400, code: "refused_by_model" });
    expect([strict.asked, next.asked]).toEqual([failuresInARow + 1, 0]);
    expect(await breakerOf(gateway, "strict")).toBe(0);
  });
});

describe("when an upstream fails after the first byte", () => {
  it.each([
    ["breaks the connection", {}, "upstream_failed"],
    ["falls silent", { idleMs: 200 }, "upstream_timeout"],
  ])("%s: no other is asked, and nothing is charged", async (name, timeouts, code) => {
    const broken = await start("broken", timeouts, (response, request) => {
      beginStream(response, request);
      if (name === "breaks the connection") setImmediate(() => response.destroy());
    });
    const next = await start("next", { priority: 1 });
    const text = await rawStream(await startGateway());
    expect(text).toMatch(/^data: \{.*"Hello"/);
    expect(text).toContain(`"code":"${code}"`);
    expect(text).not.toContain("[DONE]");
    expect([broken.asked, next.asked]).toEqual([1, 0]);
    await expectNothingCharged();
  });
});

describe("health", () => {
  it("leaves an upstream alone after failures in a row, tries it again later, and goes back to it once it is well", async () => {
    const first = await start("first", {}, answerWith(500));
    const second = await start("second", { priority: 1 });
    // Long enough for a busy machine to see that it is left alone.
    const gateway = await startGateway({ breaker: { ...BREAKER_POLICY, firstPauseMs: 1_000, mostPauseMs: 1_000 } });
    for (let time = 0; time < failuresInARow; time += 1) await callOnce(gateway);
    expect(await breakerOf(gateway, "first")).toBe(2);
    await callOnce(gateway);
    expect([first.asked, second.asked]).toEqual([failuresInARow, failuresInARow + 1]);

    first.answer = answerWell;
    await expect.poll(() => breakerOf(gateway, "first")).toBe(1);
    for (let time = 0; time < BREAKER_POLICY.probes; time += 1) await callOnce(gateway);
    expect(await breakerOf(gateway, "first")).toBe(0);
    await callOnce(gateway);
    expect(first.asked).toBe(failuresInARow + BREAKER_POLICY.probes + 1);
  });

  it("tries the least bad rather than refuse when all are left alone", async () => {
    const only = await start("only", {}, answerWith(500));
    const gateway = await startGateway();
    for (let time = 0; time < failuresInARow; time += 1)
      await expect(callOnce(gateway)).rejects.toMatchObject({ status: 502 });
    expect(await breakerOf(gateway, "only")).toBe(2);
    only.answer = answerWell;
    await callOnce(gateway);
    expect(only.asked).toBe(failuresInARow + 1);
  });

  it("lets a model rest at an upstream that asks for patience, while its other models go on and nobody calls it a fault", async () => {
    const models = { "glm-5": "theirs", "deepseek-v3.2": "other" };
    const busy = await start("busy", { models }, answerWith(429, { "retry-after": "60" }));
    const next = await start("next", { models, priority: 1 });
    const gateway = await startGateway();
    await callOnce(gateway);
    await callOnce(gateway);
    expect([busy.asked, next.asked]).toEqual([1, 2]);
    busy.answer = answerWell;
    await callOnce(gateway, "deepseek-v3.2");
    expect([busy.asked, next.asked]).toEqual([2, 2]);
    expect(await breakerOf(gateway, "busy")).toBe(0);
  });

  it("counts answers that begin well and break off", async () => {
    const broken = await start("broken", {}, (response, request) => {
      beginStream(response, request);
      setImmediate(() => response.destroy());
    });
    const gateway = await startGateway();
    for (let time = 0; time < BREAKER_POLICY.leastCalls / 2; time += 1) await rawStream(gateway);
    expect(broken.asked).toBe(BREAKER_POLICY.leastCalls / 2);
    expect(await breakerOf(gateway, "broken")).toBe(2);
  });
});

describe("one call does not suffer for another", () => {
  it("a hanging upstream holds up nobody who calls another", async () => {
    const hanging = await start("hanging", { models: { "deepseek-v3.2": "theirs" } }, hang);
    const well = await start("well");
    const gateway = await startGateway();
    const waiting = Array.from({ length: 40 }, () => callOnce(gateway, "deepseek-v3.2"));
    const ended = vi.fn();
    for (const call of waiting) call.then(ended, ended);
    await expect.poll(() => hanging.asked).toBe(40);
    await Promise.all(Array.from({ length: 40 }, () => callOnce(gateway)));
    expect(well.asked).toBe(40);
    expect(ended).not.toHaveBeenCalled();
    hanging.close();
    await Promise.allSettled(waiting);
  });

  it("upstream is cancelled when the client leaves, which is no fault of it", async () => {
    const hanging = await start("hanging", {}, hang);
    const gateway = await startGateway();
    for (let time = 0; time < failuresInARow; time += 1) {
      const leaving = new AbortController();
      const call = rawStream(gateway, leaving.signal);
      await expect.poll(() => hanging.asked).toBe(time + 1);
      leaving.abort();
      await expect(call).rejects.toThrow();
      await expect.poll(() => hanging.left).toBe(time + 1);
    }
    await expect.poll(() => gateway.node.callsUnderWay).toBe(0);
    expect(await breakerOf(gateway, "hanging")).toBe(0);
    await expectNothingCharged();
  });
});

describe("the operator's rule for calls that the client left", () => {
  it.each(["delivered", "nothing"] as const)("%s", async (clientLeftRule) => {
    await start("slow", {}, beginStream);
    const gateway = await startGateway({ clientLeftRule });
    const stream = await openAiClient(gateway, caller.secret).chat.completions.create({ ...ASKED, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    stream.controller.abort();
    await expect.poll(() => gateway.node.callsUnderWay).toBe(0);
    if (clientLeftRule === "delivered") {
      expect(await events()).toMatchObject([{ outcome: "client_left", upstreamCode: "slow", api: "chat" }]);
      return;
    }
    await expectNothingCharged();
    const losses = () => db().upstreamLoss.findFirst({ where: { cell: caller.cell, reason: "client_left" } });
    await expect.poll(async () => Number((await losses())?.outputTokens ?? 0)).toBeGreaterThan(0);
  });
});
