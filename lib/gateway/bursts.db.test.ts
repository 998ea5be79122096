import OpenAI from "openai";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { rate } from "@/lib/charging/rate";
import { db, dbPool } from "@/lib/db/client";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { addSeconds } from "@/lib/testing/instants";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  GLM_5,
  makeCaller,
  makeKey,
  openAiClient,
  seedTestCatalogue,
  startTestGateway,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { usageOf } from "@/lib/testing/usage-of";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";

const EXACTLY = {
  model: "glm-5",
  messages: [{ role: "user" as const, content: "exactly" }],
  max_tokens: 50,
  user: "sandbox:exact",
};
const COST = rate({ inputTokens: countPromptTokens(EXACTLY), cachedInputTokens: 0, outputTokens: 50 }, GLM_5);

let running: Gateway[] = [];
async function start(): Promise<Gateway> {
  const gateway = await startTestGateway();
  running.push(gateway);
  return gateway;
}

beforeAll(seedTestCatalogue);
afterEach(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
  running = [];
  await returnLapsedSlices();
  await expectCleanBooks();
});

const call = (client: OpenAI, more: object = {}) => client.chat.completions.create({ ...EXACTLY, ...more });

/** How many calls were answered, and how many refused with 402; anything else fails the test. */
async function outcomes(calls: Promise<unknown>[]): Promise<{ served: number; refused: number }> {
  const settled = await Promise.allSettled(calls);
  const others = settled.filter(
    (each) =>
      each.status === "rejected" &&
      !(each.reason instanceof OpenAI.APIError && each.reason.code === "insufficient_quota"),
  );
  expect(others).toEqual([]);
  const served = settled.filter(({ status }) => status === "fulfilled").length;
  return { served, refused: settled.length - served };
}

const amounts = (caller: TestCaller) => readBucket(caller, caller.grantId);

describe("a balance that pays for exactly 10", () => {
  it("serves 10 of 50 parallel calls with one key", async () => {
    const gateway = await start();
    const caller = await makeCaller(10 * COST);
    const client = openAiClient(gateway, caller.secret);
    expect(await outcomes(Array.from({ length: 50 }, () => call(client)))).toEqual({ served: 10, refused: 40 });
    expect(await amounts(caller)).toMatchObject({ remaining: 0, reserved: 0, consumed: 10 * COST });
  });

  it("serves 10 of 50 over five keys and two nodes, streamed and not", async () => {
    const gateways = [await start(), await start()];
    const caller = await makeCaller(10 * COST);
    const keys = await Promise.all(Array.from({ length: 5 }, () => makeKey(caller)));
    const calls = Array.from({ length: 50 }, async (_, index) => {
      const [gateway, key] = [gateways[index % 2], keys[index % 5]];
      if (!gateway || !key) throw new Error("no gateway");
      const client = openAiClient(gateway, key.secret);
      if (index % 3 !== 0) return call(client);
      for await (const chunk of await client.chat.completions.create({ ...EXACTLY, stream: true }))
        expect(chunk.id).toBeTruthy();
      return null;
    });
    expect(await outcomes(calls)).toEqual({ served: 10, refused: 40 });
    expect(await amounts(caller)).toMatchObject({ remaining: 0, reserved: 0, consumed: 10 * COST });
  });

  it("says in the refusal what is left and what is held", async () => {
    const caller = await makeCaller(COST);
    const client = openAiClient(await start(), caller.secret);
    const slow = call(client, { user: "sandbox:slow", max_tokens: 50 });
    await expect.poll(async () => (await amounts(caller)).reserved).toBeGreaterThan(0);
    const refusal: unknown = await call(client).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      status: 402,
      code: "insufficient_quota",
      type: "insufficient_quota",
      error: { left: COST, held: COST },
    });
    await slow;
  });
});

describe("a node that stops", () => {
  it("finishes what it began, refuses the rest, gives every slice back; another node goes on", async () => {
    const [first, second] = [await start(), await start()];
    const caller = await makeCaller(1_000_000);
    const client = openAiClient(first, caller.secret);
    const burst = Array.from({ length: 10 }, () => call(client, { user: "sandbox:slow" }));
    await expect.poll(() => first.node.callsUnderWay).toBe(10);
    const stopping = first.stop();
    await expect(call(client)).rejects.toThrow();
    expect((await Promise.allSettled(burst)).map(({ status }) => status)).toEqual(
      Array.from({ length: 10 }, () => "fulfilled"),
    );
    await stopping;
    expect((await amounts(caller)).reserved).toBe(0);
    expect(await db().usageEvent.count({ where: { cell: caller.cell, accountId: caller.accountId } })).toBe(10);
    await call(openAiClient(second, caller.secret));
  });

  it("returns idle slices while it runs", async () => {
    const gateway = await start();
    const caller = await makeCaller(1_000_000);
    await call(openAiClient(gateway, caller.secret), { user: "none", max_tokens: 4_000 });
    expect((await amounts(caller)).reserved).toBeGreaterThan(0);
    await expect.poll(async () => (await amounts(caller)).reserved, { timeout: 9_000, interval: 200 }).toBe(0);
  });
});

describe("a node that lost its lease", () => {
  it("admits nothing from the database, joins anew with its next heartbeat, and goes on", async () => {
    const gateway = await start();
    const caller = await makeCaller(1_000_000);
    const client = openAiClient(gateway, caller.secret);
    await db().nodeLease.update({
      where: { id: gateway.node.lease.nodeId },
      data: { expiresAt: addSeconds("2020-01-01T00:00:00Z", 0) },
    });
    await expect(call(client)).rejects.toMatchObject({ status: 503, code: "service_unavailable" });
    const lost = gateway.node.lease.nodeId;
    await gateway.node.lease.beat();
    expect(gateway.node.lease.nodeId).not.toBe(lost);
    await call(client);
    expect((await amounts(caller)).consumed).toBe(COST);
  });
});

describe("the database goes away", () => {
  it("for a moment in the middle of a call: the charge is made durable when it is back, and then the answer ends", async () => {
    const gateway = await start();
    const caller = await makeCaller(1_000_000);
    const client = openAiClient(gateway, caller.secret);
    const stream = await client.chat.completions.create({
      ...EXACTLY,
      max_tokens: 12,
      user: "sandbox:slow",
      stream: true,
    });
    const finishes: (string | null | undefined)[] = [];
    let ended = false;
    const reading = (async () => {
      for await (const chunk of stream) finishes.push(chunk.choices[0]?.finish_reason);
      ended = true;
    })();
    await withoutDatabase(async () => {
      await expect.poll(() => gateway.node.queue.size, { timeout: 5_000 }).toBe(1);
      await expect.poll(() => finishes.at(-1)).not.toBeNull();
      expect(ended).toBe(false);
    });
    await reading;
    const [event] = await usageOf(caller);
    expect(event).toMatchObject({ outcome: "completed" });
    expect((await amounts(caller)).consumed).toBe(Number(event?.planTokens));
  });
});

/** Runs while nobody can connect to this test's database; every connection is broken first, as when a server restarts. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const { connectionString } = dbPool().options;
  const address = new URL(connectionString ?? "");
  const name = address.pathname.slice(1);
  address.pathname = "/postgres";
  const operator = new pg.Client({ connectionString: address.toString() });
  await operator.connect();
  try {
    await operator.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} WITH ALLOW_CONNECTIONS false`);
    await operator.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
    await work();
  } finally {
    await operator.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} WITH ALLOW_CONNECTIONS true`);
    await operator.end();
  }
}
