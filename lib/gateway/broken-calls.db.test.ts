import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { parseId } from "@/lib/ids/ids";
import { revokeKey } from "@/lib/keys/revoke-key";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { contextOf } from "@/lib/testing/make-account";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  IMPATIENT,
  makeCaller,
  makeKey,
  openAiClient,
  seedTestCatalogue,
  startTestGateway,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { usageOf } from "@/lib/testing/usage-of";
import { businessNow } from "@/lib/time/clock";

let gateway: Gateway;
let impatient: Gateway;
let caller: TestCaller;
let client: OpenAI;

/** A hung upstream is waited for by the gateway that waits shortest. */
const gatewayFor = (user: string) => (user.startsWith("hang") ? impatient : gateway);
const clientFor = (user: string) => openAiClient(gatewayFor(user), caller.secret);

beforeAll(async () => {
  await seedTestCatalogue();
  gateway = await startTestGateway();
  impatient = await startTestGateway({ timeouts: IMPATIENT });
});
afterAll(async () => {
  await Promise.all([gateway, impatient].map((each) => each?.stop()));
  await expectCleanBooks();
});
beforeEach(async () => {
  caller = await makeCaller(1_000_000);
  client = openAiClient(gateway, caller.secret);
});

const asking = (user: string, more: object = {}) => ({
  model: "glm-5",
  messages: [{ role: "user" as const, content: "What is a token?" }],
  user: `sandbox:${user}`,
  ...more,
});

const bucket = () => readBucket(caller, caller.grantId);
const events = () => usageOf(caller);

async function expectNothingCharged() {
  expect((await bucket()).consumed).toBe(0);
  expect(await events()).toEqual([]);
}

/** The raw text of a streamed answer. */
async function rawStream(user: string, signal?: AbortSignal, at = gatewayFor(user)): Promise<string> {
  const answer = await fetch(`${at.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.secret}`, "content-type": "application/json" },
    body: JSON.stringify(asking(user, { stream: true })),
    ...(signal && { signal }),
  });
  return answer.text();
}

describe("upstream fails", () => {
  it.each([
    ["error-500", 502, "upstream_failed"],
    ["error-429", 503, "upstream_busy"],
    ["error-400", 400, "refused_by_model"],
    ["hang", 504, "upstream_timeout"],
    ["hang-mid-stream", 504, "upstream_timeout"],
    ["cut-stream", 502, "upstream_failed"],
    ["error-in-stream", 502, "upstream_failed"],
    ["malformed", 502, "upstream_malformed"],
  ])("%s, whole answer: %i and nothing is charged", async (user, status, code) => {
    await expect(clientFor(user).chat.completions.create(asking(user))).rejects.toMatchObject({ status, code });
    await expectNothingCharged();
  });

  it.each([
    ["error-500", 502, "upstream_failed"],
    ["hang", 504, "upstream_timeout"],
    ["error-in-stream", 502, "upstream_failed"],
  ])("%s before the first piece of a stream: %i and nothing is charged", async (user, status, code) => {
    await expect(clientFor(user).chat.completions.create({ ...asking(user), stream: true })).rejects.toMatchObject({
      status,
      code,
    });
    await expectNothingCharged();
  });

  it.each([
    ["cut-stream", "upstream_failed"],
    ["error-mid-stream", "upstream_failed"],
    ["malformed", "upstream_malformed"],
    ["hang-mid-stream", "upstream_timeout"],
  ])(
    "%s in the middle of a stream: an error event, no [DONE], nothing charged, counted as loss",
    async (user, code) => {
      const text = await rawStream(user);
      expect(text).toMatch(/^data: \{.*"delta"/);
      expect(text).toContain(`"code":"${code}"`);
      expect(text).not.toContain("[DONE]");
      await expectNothingCharged();
      const losses = () => db().upstreamLoss.count({ where: { cell: caller.cell, reason: "upstream_failed" } });
      await expect.poll(losses).toBeGreaterThan(0);
    },
  );

  it("no-usage and zero-usage: charged by our own count", async () => {
    for (const user of ["no-usage", "zero-usage"]) {
      await client.chat.completions.create(asking(user));
      for await (const chunk of await client.chat.completions.create({ ...asking(user), stream: true }))
        expect(chunk.object).toBe("chat.completion.chunk");
    }
    const counted = await events();
    expect(counted.map(({ outcome }) => outcome)).toEqual(["counted", "counted", "counted", "counted"]);
    expect(new Set(counted.map(({ planTokens }) => planTokens)).size).toBe(1);
    expect(Number(counted[0]?.outputTokens)).toBeGreaterThan(20);
  });

  it("overlong: what is reported beyond max_tokens is the operator's loss", async () => {
    await client.chat.completions.create(asking("overlong", { max_tokens: 30 }));
    const [event] = await events();
    expect(Number(event?.outputTokens)).toBe(30);
    await expect
      .poll(() => db().upstreamLoss.count({ where: { cell: caller.cell, reason: "over_limit" } }))
      .toBeGreaterThan(0);
  });
});

describe("the client leaves", () => {
  it("before the first byte: upstream is cancelled and nothing is charged", async () => {
    const leaving = new AbortController();
    // By the patient gateway: its first byte does not come, however long the client takes to leave.
    const call = rawStream("hang", leaving.signal, gateway);
    await expect.poll(() => gateway.node.callsUnderWay).toBe(1);
    leaving.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => gateway.node.callsUnderWay).toBe(0);
    await expectNothingCharged();
  });

  it("in the middle: what was delivered is charged, and the rest of the hold comes back", async () => {
    const stream = await client.chat.completions.create({ ...asking("slow", { max_tokens: 2_000 }), stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    stream.controller.abort();
    await expect.poll(async () => (await events()).length).toBe(1);
    const [event] = await events();
    expect(event).toMatchObject({ outcome: "client_left", streamed: true });
    expect(Number(event?.outputTokens)).toBeGreaterThan(0);
    expect(Number(event?.outputTokens)).toBeLessThan(40);
    expect((await bucket()).consumed).toBe(Number(event?.planTokens));
  });
});

describe("keys", () => {
  it("malformed, unknown, missing and revoked keys get one and the same answer", async () => {
    const revoked = await makeKey(caller);
    await openAiClient(gateway, revoked.secret).models.list();
    await revokeKey(contextOf(caller.actor), { keyId: parseId("key", revoked.keyId)! });
    const unknown = caller.secret.replace(/^(tk-..)./, (_all, head: string) => `${head}_`);
    const answerTo = async (authorization: string | null) => {
      const answer = await fetch(`${gateway.url}/v1/models`, {
        headers: authorization === null ? {} : { authorization },
      });
      return { status: answer.status, body: await answer.json() };
    };
    await expect.poll(async () => (await answerTo(`Bearer ${revoked.secret}`)).status, { timeout: 2_000 }).toBe(401);
    const answers = await Promise.all(
      [`Bearer ${revoked.secret}`, "Bearer sk-wrong", `Bearer ${unknown}`, "Basic x", null].map(answerTo),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { error: { code: "invalid_api_key" } } });
  });

  it("a frozen account's key is refused", async () => {
    await db().account.update({
      where: { cell_id: { cell: caller.cell, id: caller.accountId } },
      data: { status: "frozen", frozenAt: businessNow() },
    });
    await expect(client.chat.completions.create(asking("exact", { max_tokens: 1 }))).rejects.toMatchObject({
      status: 403,
      code: "account_frozen",
    });
  });

  it("too many calls are 429 with the time to wait", async () => {
    const strict = await startTestGateway({ callsPerMinute: 2, sandbox: { delayMs: 0 } });
    const hasty = openAiClient(strict, caller.secret);
    await hasty.models.list();
    await hasty.models.list();
    const refused = await hasty.models.list().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect(refused instanceof OpenAI.APIError && Number(refused.headers?.get("retry-after"))).toBeGreaterThan(0);
    await strict.stop();
  });
});
