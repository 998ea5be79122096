import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import { type SandboxUpstream, startSandboxUpstream } from "@/lib/upstreams/sandbox/start-sandbox-upstream";

let sandbox: SandboxUpstream;
let client: OpenAI;

beforeAll(async () => {
  sandbox = await startSandboxUpstream({ delayMs: 0, slowMs: 20, modelCodes: async () => [] });
  client = new OpenAI({ baseURL: sandbox.url, apiKey: "none", maxRetries: 0, timeout: 3_000, logLevel: "off" });
});
afterAll(() => sandbox.close());

const MODEL = "glm-5";

describe("text completions", () => {
  const ask = (more: object = {}) => client.completions.create({ model: MODEL, prompt: "What is a token?", ...more });

  it("answer, count truly, and stream the same", async () => {
    const whole = await ask();
    const text = whole.choices[0]?.text ?? "";
    expect(text).toContain("token");
    expect(whole.usage).toMatchObject({ prompt_tokens: 5 + 4, completion_tokens: countTextTokens(text) });
    const options = { stream_options: { include_usage: true } } as const;
    const pieces = [];
    for await (const chunk of await client.completions.create({
      model: MODEL,
      prompt: "What is a token?",
      stream: true,
      ...options,
    }))
      pieces.push(chunk);
    expect(pieces.map((chunk) => chunk.choices[0]?.text ?? "").join("")).toBe(text);
    expect(pieces.at(-1)?.usage).toEqual(whole.usage);
  });

  it("take lists and token numbers, repeat the prompt, write best_of", async () => {
    const two = await ask({ prompt: ["What is a token?", "什么是词元？"], n: 2, echo: true });
    expect(two.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(two.choices[3]?.text).toMatch(/^什么是词元？.*演示应答/);
    expect((await ask({ prompt: [[1, 2, 3], [4]] })).usage?.prompt_tokens).toBe(4 + 8);
    const best = await ask({ n: 1, best_of: 3, user: "sandbox:exact", max_tokens: 10 });
    expect(best.usage?.completion_tokens).toBe(30);
    expect(best.choices).toHaveLength(1);
  });
});

describe("embeddings", () => {
  const ask = (more: object = {}) => client.embeddings.create({ model: MODEL, input: "hello world", ...more });

  it("are vectors of length one that depend on the text, in either encoding", async () => {
    const asFloats = await ask({ encoding_format: "float" });
    const asBase64 = await ask(); // what the client asks for by itself
    expect(asFloats.usage).toEqual({ prompt_tokens: 2 + 4, total_tokens: 2 + 4 });
    const vector = asFloats.data[0]?.embedding ?? [];
    expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    for (const [at, value] of (asBase64.data[0]?.embedding ?? []).entries())
      expect(value).toBeCloseTo(vector[at] ?? 9, 5);
    const two = await ask({ input: ["hello world", "other"], dimensions: 8, encoding_format: "float" });
    expect(two.data.map(({ embedding }) => embedding.length)).toEqual([8, 8]);
    expect(two.data[0]?.embedding).not.toEqual(two.data[1]?.embedding);
  });

  it("withhold or zero their usage when told", async () => {
    expect((await ask({ user: "sandbox:no-usage" })).usage).toBeUndefined();
    expect((await ask({ user: "sandbox:zero-usage" })).usage.prompt_tokens).toBe(0);
  });
});

describe("responses", () => {
  const asking = (more: object = {}) => ({ model: MODEL, input: "What is a token?", ...more });

  it("answer, count truly, and stream the same in events of the protocol", async () => {
    const whole = await client.responses.create(asking({ instructions: "be brief" }));
    expect(whole.output_text).toContain("token");
    expect(whole.status).toBe("completed");
    expect(whole.usage).toMatchObject({
      input_tokens: countPromptTokens({ messages: ["be brief", "What is a token?"] }),
      output_tokens: countTextTokens(whole.output_text),
    });
    const stream = client.responses.stream(asking({ instructions: "be brief" }));
    const events = [];
    for await (const event of stream) events.push(event);
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(["response.created", "response.in_progress", "response.output_item.added"]);
    expect(types.at(-1)).toBe("response.completed");
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_event, index) => index + 1));
    const final = await stream.finalResponse();
    expect(final.output_text).toBe(whole.output_text);
    expect(final.usage).toEqual(whole.usage);
  });

  it("call tools, are cut by the limit, and fail when told", async () => {
    const tools = [{ type: "function" as const, name: "weather", parameters: null, strict: null }];
    const called = await client.responses.create(asking({ tools, user: "sandbox:tool-call" }));
    expect(called.output[0]).toMatchObject({ type: "function_call", name: "weather" });
    const cut = await client.responses.create(asking({ max_output_tokens: 7 }));
    expect(cut).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
    const types = [];
    const failing = await client.responses.create({ ...asking({ user: "sandbox:error-mid-stream" }), stream: true });
    for await (const { type } of failing) types.push(type);
    expect(types.at(-1)).toBe("error");
  });
});

describe("messages", () => {
  const post = (more: object = {}) =>
    fetch(`${sandbox.url}/messages`, {
      method: "POST",
      body: JSON.stringify({
        model: MODEL,
        max_tokens: 500,
        messages: [{ role: "user", content: "What is a token?" }],
        ...more,
      }),
    });
  const whole = async (more: object = {}) => (await post(more)).json();
  const events = async (more: object = {}) =>
    [...(await (await post({ stream: true, ...more })).text()).matchAll(/event: (.+)\ndata: (.+)\n\n/g)].map(
      ([, name = "", data = ""]) => ({ name, data: JSON.parse(data) }),
    );

  it("answer, count truly, and stream the same in named events", async () => {
    const message = await whole({ system: "be brief" });
    const text = message.content[0].text;
    expect(text).toContain("token");
    expect(message).toMatchObject({ type: "message", role: "assistant", stop_reason: "end_turn" });
    expect(message.usage.output_tokens).toBe(countTextTokens(text));
    const streamed = await events({ system: "be brief" });
    expect(streamed.every(({ name, data }) => name === data.type)).toBe(true);
    const names = streamed.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(["message_start", "content_block_start", "ping"]);
    expect(names.slice(-3)).toEqual(["content_block_stop", "message_delta", "message_stop"]);
    const pieces = streamed.filter(({ name }) => name === "content_block_delta").map(({ data }) => data.delta.text);
    expect(pieces.join("")).toBe(text);
    expect(streamed.at(-2)?.data.usage).toEqual({ output_tokens: message.usage.output_tokens });
  });

  it("tell what was written to the cache and read from it beside the input", async () => {
    const system = [
      { type: "text", text: "You know every tariff. ".repeat(400), cache_control: { type: "ephemeral" } },
    ];
    const first = (await whole({ system })).usage;
    expect(first.cache_creation_input_tokens).toBeGreaterThan(0);
    expect(first.cache_read_input_tokens).toBe(0);
    const second = (await whole({ system })).usage;
    expect(second.cache_read_input_tokens).toBeGreaterThan(1_000);
    expect(second.input_tokens + second.cache_read_input_tokens).toBe(
      first.input_tokens + first.cache_creation_input_tokens,
    );
  });

  it("take their order from either place, and fail in their own form", async () => {
    expect((await whole({ metadata: { user_id: "sandbox:exact" }, max_tokens: 9 })).usage.output_tokens).toBe(9);
    expect((await whole({ user: "sandbox:tool-call" })).content[0]).toMatchObject({ type: "tool_use", input: {} });
    expect((await events({ user: "sandbox:error-mid-stream" })).at(-1)).toMatchObject({
      name: "error",
      data: { error: { type: "api_error" } },
    });
    const refused = await post({ max_tokens: undefined });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
  });
});
