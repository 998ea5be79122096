import type OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import { db } from "@/lib/db/client";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  GLM_5,
  makeCaller,
  openAiClient,
  seedTestCatalogue,
  startTestCalls,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";

let gateway: Gateway;
let caller: TestCaller;
let client: OpenAI;

beforeAll(async () => {
  await seedTestCatalogue();
  ({ gateway, caller, client } = await startTestCalls(10_000_000));
});
afterAll(() => gateway?.stop());

const asking = (content: string, more: object = {}) => ({
  model: "glm-5",
  messages: [{ role: "user" as const, content }],
  ...more,
});

const eventOf = (requestId: string | null | undefined) =>
  db().usageEvent.findFirstOrThrow({ where: { cell: caller.cell, requestId: requestId ?? "" } });

/** All numbers of the caller's bucket that a call must not change when it is not charged. */
const consumed = async () => (await readBucket(caller, caller.grantId)).consumed;

describe("GET /v1/models", () => {
  it("lists what is on offer, with its weights", async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual([
      "telechat-3",
      "deepseek-v3.2",
      "glm-5",
      "qwen-max",
      "hunyuan-turbo",
      "ernie-5",
    ]);
    expect(data[0]).toMatchObject({
      object: "model",
      weights: { version: 1, input: 500, cached_input: 100, output: 1_500, per: 1_000 },
    });
    expect(await client.models.retrieve("glm-5")).toMatchObject({ id: "glm-5", context_length: 204_800 });
    await expect(client.models.retrieve("gpt-9")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });
});

describe("POST /v1/chat/completions", () => {
  it("answers, charges usage × weights, and says so in its headers", async () => {
    const before = await readBucket(caller, caller.grantId);
    const { data, response } = await client.chat.completions.create(asking("What is a token?")).withResponse();
    expect(data.choices[0]?.message.content).toContain("token");

    const event = await eventOf(response.headers.get("x-request-id"));
    const usage = {
      inputTokens: data.usage?.prompt_tokens ?? 0,
      cachedInputTokens: 0,
      outputTokens: data.usage?.completion_tokens ?? 0,
    };
    const planTokens = rate(usage, GLM_5);
    expect(event).toMatchObject({ outcome: "completed", streamed: false, modelCode: "glm-5", upstreamCode: "sandbox" });
    expect(Number(event.planTokens)).toBe(planTokens);
    expect(response.headers.get("x-plan-tokens-charged")).toBe(String(planTokens));
    expect(response.headers.get("x-weight-version")).toBe("1");
    const after = await readBucket(caller, caller.grantId);
    expect(after.consumed - before.consumed).toBe(planTokens);
    expect(response.headers.get("x-plan-tokens-remaining")).toBe(String(after.remaining + after.reserved));
  });

  it("streams the same, ends only when the charge is durable, and hides usage from whoever did not ask", async () => {
    const before = await consumed();
    const { data: stream, response } = await client.chat.completions
      .create({ ...asking("How do plans work?"), stream: true })
      .withResponse();
    let text = "";
    for await (const chunk of stream) {
      expect(chunk.usage ?? null).toBeNull();
      expect(chunk.choices.length).toBe(1);
      text += chunk.choices[0]?.delta.content ?? "";
    }
    expect(text).toContain("plan");
    const event = await eventOf(response.headers.get("x-request-id"));
    expect(event).toMatchObject({ outcome: "completed", streamed: true });
    expect((await consumed()) - before).toBe(Number(event.planTokens));
  });

  it("gives the usage chunk to whoever asks", async () => {
    const chunks = [];
    for await (const chunk of await client.chat.completions.create({
      ...asking("hi"),
      stream: true,
      stream_options: { include_usage: true },
    }))
      chunks.push(chunk);
    expect(chunks.at(-1)?.usage?.total_tokens).toBeGreaterThan(0);
  });

  it("charges exactly the estimate when upstream writes exactly max_tokens", async () => {
    const request = asking("exactly", { max_tokens: 100, user: "sandbox:exact" });
    const { response } = await client.chat.completions.create(request).withResponse();
    const estimate = rate({ inputTokens: countPromptTokens(request), cachedInputTokens: 0, outputTokens: 100 }, GLM_5);
    expect(response.headers.get("x-plan-tokens-charged")).toBe(String(estimate));
  });

  it("passes n, tools and max_completion_tokens through", async () => {
    const two = await client.chat.completions.create(asking("hi", { n: 2, max_completion_tokens: 12 }));
    expect(two.choices.map(({ finish_reason }) => finish_reason)).toEqual(["length", "length"]);
    const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
    const call = await client.chat.completions.create(asking("weather?", { tools, user: "sandbox:tool-call" }));
    expect(call.choices[0]?.message.tool_calls).toHaveLength(1);
  });

  it("charges cached input at its own weight", async () => {
    const system = { role: "system" as const, content: "You know every tariff of the hall. ".repeat(300) };
    const ask = (content: string) =>
      client.chat.completions.create({ model: "glm-5", messages: [system, { role: "user", content }] }).withResponse();
    await ask("one");
    const { response } = await ask("two");
    const event = await eventOf(response.headers.get("x-request-id"));
    expect(Number(event.cachedInputTokens)).toBeGreaterThan(1_000);
    const usage = {
      inputTokens: Number(event.inputTokens),
      cachedInputTokens: Number(event.cachedInputTokens),
      outputTokens: Number(event.outputTokens),
    };
    expect(Number(event.planTokens)).toBe(rate(usage, GLM_5));
  });

  it("lowers the output limit to what is left, and says so", async () => {
    const poor = await makeCaller(1_000);
    const { data, response } = await openAiClient(gateway, poor.secret)
      .chat.completions.create(asking("x", { max_tokens: 100_000, user: "sandbox:exact" }))
      .withResponse();
    expect(Number(response.headers.get("x-output-limit"))).toBe(data.usage?.completion_tokens);
    const { remaining, consumed: spent } = await readBucket(poor, poor.grantId);
    expect(remaining + spent).toBeLessThanOrEqual(1_000);
    expect(spent).toBeGreaterThan(990);
  });
});

describe("bad input", () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/v1/chat/completions`, {
      method: "POST",
      body: new Uint8Array(Buffer.from(body)),
      headers: { authorization: `Bearer ${caller.secret}`, ...headers },
    });

  it.each([
    ["max_tokens 0", { max_tokens: 0 }, "max_tokens"],
    ["max_tokens -1", { max_tokens: -1 }, "max_tokens"],
    ["max_tokens 1e12", { max_tokens: 1e12 }, "max_tokens"],
    ["max_tokens text", { max_tokens: "x" }, "max_tokens"],
    ["max_tokens 1.5", { max_tokens: 1.5 }, "max_tokens"],
    ["max_completion_tokens 0", { max_completion_tokens: 0 }, "max_completion_tokens"],
    ["n -1", { n: -1 }, "n"],
    ["n 0", { n: 0 }, "n"],
    ["n huge", { n: 1_000_000 }, "n"],
    ["stream text", { stream: "yes" }, "stream"],
    ["no messages", { messages: [] }, "messages"],
    ["messages text", { messages: "hi" }, "messages"],
    ["user number", { user: 7 }, "user"],
  ])("%s is 400 and names the field", async (_what, wrong, param) => {
    const before = await consumed();
    const answer = await post(JSON.stringify({ ...asking("hi"), ...wrong }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { type: "invalid_request_error", param, code: "invalid_value" },
    });
    expect(await consumed()).toBe(before);
  });

  it.each(["{", "", "[]", "7", "null", `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`])(
    "a body that is no JSON object is 400: %.20s",
    async (body) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { code: "invalid_json" } });
    },
  );

  it("10 MB are refused with 413", async () => {
    const answer = await post(Buffer.alloc(10 * 1024 * 1024, 32));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: "request_too_large", maxBytes: 2_097_152 } });
  });

  it("an unknown model is 404, in the caller's language", async () => {
    await expect(client.chat.completions.create({ ...asking("hi"), model: "gpt-9" })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
      param: "model",
    });
    const answer = await post(JSON.stringify({ ...asking("hi"), model: "gpt-9" }), {
      "accept-language": "zh-CN,zh;q=0.9",
    });
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("不存在") } });
  });

  it("an unknown address is 404, a wrong method 405", async () => {
    expect((await fetch(`${gateway.url}/v2/anything`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/v1/chat/completions`)).status).toBe(405);
  });

  it("health, ready and metrics answer", async () => {
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(200);
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain("tokenhall_gateway_plan_tokens_total");
  });
});
