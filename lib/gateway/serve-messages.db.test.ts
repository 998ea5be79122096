import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { callGateway } from "@/lib/testing/call-gateway";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  GLM_5,
  makeCaller,
  seedTestCatalogue,
  startTestGateway,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { usageOf } from "@/lib/testing/usage-of";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

let gateway: Gateway;
let caller: TestCaller;

beforeAll(async () => {
  await seedTestCatalogue();
  gateway = await startTestGateway();
});
afterAll(async () => {
  await gateway?.stop();
  await expectCleanBooks();
});
beforeEach(async () => {
  caller = await makeCaller(1_000_000);
});

const call = (more: object = {}, leavesAt?: (text: string) => boolean) =>
  callGateway(gateway, {
    path: "/v1/messages",
    headers: { "x-api-key": caller.secret, "anthropic-version": "2023-06-01" },
    body: {
      model: "glm-5",
      max_tokens: 500,
      messages: [{ role: "user", content: "What is a token?" }],
      ...more,
    },
    ...(leavesAt && { leavesAt }),
  });
const order = (name: string) => ({ metadata: { user_id: `sandbox:${name}` } });

const events = () => usageOf(caller);
const consumed = async () => (await readBucket(caller, caller.grantId)).consumed;

describe("POST /v1/messages", () => {
  it("answers in Anthropic's form, charges the reported usage and says so", async () => {
    const answer = await call();
    const message = JSON.parse(answer.text);
    expect(answer.status).toBe(200);
    expect(message).toMatchObject({ type: "message", model: "glm-5", stop_reason: "end_turn" });
    const usage = {
      inputTokens: message.usage.input_tokens,
      cachedInputTokens: 0,
      outputTokens: message.usage.output_tokens,
    };
    const planTokens = rate(usage, GLM_5);
    expect(answer.headers).toMatchObject({
      "x-weight-version": "1",
      "x-plan-tokens-charged": String(planTokens),
      "x-plan-tokens-remaining": String(1_000_000 - planTokens),
    });
    const [event] = await events();
    expect(event).toMatchObject({
      api: "messages",
      outcome: "completed",
      streamed: false,
      requestId: answer.headers["x-request-id"],
    });
    expect(Number(event?.planTokens)).toBe(planTokens);
    expect(await consumed()).toBe(planTokens);
  });

  it("streams named events, and stops only when the charge is durable, telling it as comment and trailer", async () => {
    const answer = await call({ stream: true });
    const names = [...answer.text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name);
    expect(names.slice(0, 3)).toEqual(["message_start", "content_block_start", "ping"]);
    expect(names.at(-1)).toBe("message_stop");
    const [event] = await events();
    expect(event).toMatchObject({ api: "messages", outcome: "completed", streamed: true });
    const charged = String(event?.planTokens);
    const remaining = String(1_000_000 - Number(event?.planTokens));
    expect(answer.text).toMatch(
      new RegExp(
        `\\n\\n: x-plan-tokens-charged=${charged} x-plan-tokens-remaining=${remaining}\\n\\nevent: message_stop\\n`,
      ),
    );
    expect(answer.trailers).toEqual({ "x-plan-tokens-charged": charged, "x-plan-tokens-remaining": remaining });
    expect(answer.headers["x-weight-version"]).toBe("1");
  });

  it("rates what was read from the cache as cached, and what was written to it as ordinary input", async () => {
    const system = [
      { type: "text", text: `Tariffs ${caller.keyId}. `.repeat(300), cache_control: { type: "ephemeral" } },
    ];
    const first = JSON.parse((await call({ system })).text).usage;
    const second = JSON.parse((await call({ system })).text).usage;
    expect(first.cache_creation_input_tokens).toBeGreaterThan(0);
    expect(second.cache_read_input_tokens).toBeGreaterThan(0);
    const total = second.input_tokens + second.cache_read_input_tokens;
    const expected = [
      { inputTokens: total, cachedInputTokens: 0, outputTokens: first.output_tokens },
      { inputTokens: total, cachedInputTokens: second.cache_read_input_tokens, outputTokens: second.output_tokens },
    ].map((usage) => rate(usage, GLM_5));
    const charged = (await events()).map(({ planTokens }) => Number(planTokens));
    expect(charged.sort((a, b) => b - a)).toEqual(expected);
  });

  it("counts by itself when nothing, or zero, is reported, streamed or not", async () => {
    for (const name of ["no-usage", "zero-usage"])
      for (const stream of [false, true]) expect((await call({ ...order(name), stream })).status).toBe(200);
    const counted = await events();
    expect(counted.map(({ outcome }) => outcome)).toEqual(["counted", "counted", "counted", "counted"]);
    expect(new Set(counted.map(({ planTokens }) => planTokens)).size).toBe(1);
    expect(Number(counted[0]?.outputTokens)).toBeGreaterThan(20);
  });

  it("counts a call of a tool as output", async () => {
    const tools = [{ name: "weather", input_schema: { type: "object" } }];
    const answer = await call({ ...order("tool-call"), tools, stream: true });
    expect(answer.text).toContain('"type":"tool_use"');
    const [event] = await events();
    expect(Number(event?.outputTokens)).toBe(countTextTokens("weather{}"));
  });

  it("lowers the output limit to what is left, and refuses in Anthropic's form when nothing is", async () => {
    caller = await makeCaller(1_000);
    const lowered = await call({ ...order("exact"), max_tokens: 100_000 });
    const limit = Number(lowered.headers["x-output-limit"]);
    expect(JSON.parse(lowered.text).usage.output_tokens).toBe(limit);
    const refused = await call();
    expect(refused.status).toBe(402);
    expect(JSON.parse(refused.text)).toMatchObject({
      type: "error",
      error: { type: "billing_error", message: expect.stringContaining("/plans"), left: expect.any(Number) },
      request_id: refused.headers["x-request-id"],
    });
  });
});

describe("a call that breaks", () => {
  it.each([
    ["error-500", 502, "api_error"],
    ["error-429", 529, "overloaded_error"],
    ["error-400", 400, "invalid_request_error"],
    ["error-in-stream", 502, "api_error"],
    ["malformed", 502, "api_error"],
    ["cut-stream", 502, "api_error"],
  ])("%s: %i in Anthropic's form, nothing charged", async (name, status, type) => {
    const node = await startTestGateway();
    const own = await callGateway(node, {
      path: "/v1/messages",
      headers: { "x-api-key": caller.secret },
      body: { model: "glm-5", max_tokens: 50, messages: [{ role: "user", content: "hi" }], ...order(name) },
    });
    await node.stop();
    expect(own.status).toBe(status);
    expect(JSON.parse(own.text)).toMatchObject({ type: "error", error: { type } });
    expect(await events()).toEqual([]);
  });

  it.each(["cut-stream", "error-mid-stream", "malformed"])(
    "%s in the middle of a stream: an error event, no stop, nothing charged",
    async (name) => {
      const node = await startTestGateway();
      const { text } = await callGateway(node, {
        path: "/v1/messages",
        headers: { "x-api-key": caller.secret },
        body: {
          model: "glm-5",
          max_tokens: 500,
          stream: true,
          messages: [{ role: "user", content: "What is a token?" }],
          ...order(name),
        },
      });
      await node.stop();
      expect(text).toContain("event: content_block_delta\n");
      expect(text).toMatch(/event: error\ndata: \{"type":"error",.*"type":"api_error".*\}\n\n$/);
      expect(text).not.toContain("message_stop");
      expect(await events()).toEqual([]);
      expect(await consumed()).toBe(0);
    },
  );

  it("by the client in the middle of a stream: what was delivered is charged, by the reported input", async () => {
    const left = await call({ ...order("slow"), stream: true }, (text) => text.includes("text_delta"));
    expect(left.text).toContain("text_delta");
    await expect.poll(async () => (await events()).length).toBe(1);
    const [event] = await events();
    expect(event).toMatchObject({ outcome: "client_left", streamed: true, api: "messages" });
    const begun = JSON.parse(/data: (\{"type":"message_start".*\})/.exec(left.text)?.[1] ?? "{}");
    expect(Number(event?.inputTokens)).toBe(begun.message.usage.input_tokens);
    expect(Number(event?.outputTokens)).toBeGreaterThan(0);
    expect(Number(event?.outputTokens)).toBeLessThan(40);
  });

  it.each([
    ["no limit", { max_tokens: undefined }, "max_tokens"],
    ["no messages", { messages: [] }, "messages"],
    ["an unknown role", { messages: [{ content: "hi" }] }, "messages.0.role"],
  ])("%s is 400 in Anthropic's form and names the field", async (_what, wrong, field) => {
    const answer = await call(wrong);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({
      type: "error",
      error: { type: "invalid_request_error", message: expect.stringContaining(field) },
    });
  });

  it("because of its key is 401 in Anthropic's form", async () => {
    const answer = await callGateway(gateway, { path: "/v1/messages", headers: { "x-api-key": "tk-no" }, body: {} });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ type: "error", error: { type: "authentication_error" } });
  });
});
