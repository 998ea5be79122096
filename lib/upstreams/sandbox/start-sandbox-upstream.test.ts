import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import { type SandboxUpstream, startSandboxUpstream } from "@/lib/upstreams/sandbox/start-sandbox-upstream";

let sandbox: SandboxUpstream;
let client: OpenAI;

beforeAll(async () => {
  sandbox = await startSandboxUpstream({ delayMs: 0, slowMs: 20, modelCodes: async () => ["telechat-3", "glm-5"] });
  client = new OpenAI({ baseURL: sandbox.url, apiKey: "none", maxRetries: 0, timeout: 3_000, logLevel: "off" });
});
afterAll(() => sandbox.close());

const asking = (content: string, more: object = {}) => ({
  model: "glm-5",
  messages: [{ role: "user" as const, content }],
  ...more,
});

async function streamed(content: string, more: object = {}) {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  for await (const chunk of await client.chat.completions.create({ ...asking(content, more), stream: true }))
    chunks.push(chunk);
  return {
    chunks,
    text: chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join(""),
    usage: chunks.at(-1)?.usage,
  };
}

describe("the sandbox upstream", () => {
  it("lists the models", async () => {
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toEqual(["telechat-3", "glm-5"]);
  });

  it("answers in the language of the question, says that it is no model, and counts truly", async () => {
    const zh = await client.chat.completions.create(asking("什么是词元？"));
    expect(zh.choices[0]?.message.content).toMatch(/演示应答.*词元/);
    const request = asking("What is a token?");
    const en = await client.chat.completions.create(request);
    expect(en.choices[0]?.message.content).toContain("no real model");
    expect(en.choices[0]?.finish_reason).toBe("stop");
    expect(en.usage?.prompt_tokens).toBe(countPromptTokens(request));
    expect(en.usage?.completion_tokens).toBe(countTextTokens(en.choices[0]?.message.content ?? ""));
  });

  it("streams the same text, with usage when asked and without when not", async () => {
    const whole = await client.chat.completions.create(asking("How do plans work?"));
    const told = await streamed("How do plans work?", { stream_options: { include_usage: true } });
    expect(told.text).toBe(whole.choices[0]?.message.content);
    expect(told.usage).toEqual(whole.usage);
    const untold = await streamed("How do plans work?");
    expect(untold.usage ?? null).toBeNull();
    expect(untold.chunks.length).toBeGreaterThan(5);
  });

  it("keeps to the limit and says so", async () => {
    const short = await client.chat.completions.create(asking("什么是词元？", { max_tokens: 7 }));
    expect(short.choices[0]?.finish_reason).toBe("length");
    expect(short.usage?.completion_tokens).toBeLessThanOrEqual(7);
  });

  it("gives n choices and counts them all", async () => {
    const three = await client.chat.completions.create(asking("hello", { n: 3 }));
    expect(three.choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(three.usage?.completion_tokens).toBe(3 * countTextTokens(three.choices[0]?.message.content ?? ""));
  });

  it("writes exactly max_tokens when told", async () => {
    for (const max_tokens of [1, 16, 1_000]) {
      const exact = await client.chat.completions.create(asking("go", { max_tokens, user: "sandbox:exact" }));
      expect(exact.usage?.completion_tokens).toBe(max_tokens);
      expect(countTextTokens(exact.choices[0]?.message.content ?? "")).toBe(max_tokens);
    }
  });

  it("counts a long prompt's beginning as cached when it comes again", async () => {
    const system = { role: "system" as const, content: "You are the hall's assistant. ".repeat(300) };
    const ask = async (content: string) =>
      (await client.chat.completions.create({ model: "glm-5", messages: [system, { role: "user", content }] })).usage;
    expect((await ask("one"))?.prompt_tokens_details?.cached_tokens).toBe(0);
    const second = await ask("two");
    expect(second?.prompt_tokens_details?.cached_tokens).toBeGreaterThanOrEqual(1_024);
    expect(second?.prompt_tokens_details?.cached_tokens).toBeLessThan(second?.prompt_tokens ?? 0);
  });

  it("answers JSON and tool calls when asked", async () => {
    const json = await client.chat.completions.create(asking("hello", { response_format: { type: "json_object" } }));
    expect(() => JSON.parse(json.choices[0]?.message.content ?? "")).not.toThrow();
    const tools = [{ type: "function", function: { name: "weather", parameters: {} } }];
    const call = await client.chat.completions.create(asking("hello", { user: "sandbox:tool-call", tools }));
    expect(call.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { name: "weather" } });
  });
});

describe("the sandbox upstream, told to fail", () => {
  it.each([
    ["error-500", 500],
    ["error-429", 429],
    ["error-400", 400],
  ])("%s", async (order, status) => {
    await expect(client.chat.completions.create(asking("hi", { user: `sandbox:${order}` }))).rejects.toMatchObject({
      status,
    });
  });

  it("hangs", async () => {
    const call = client.chat.completions.create(asking("hi", { user: "sandbox:hang" }), { timeout: 200 });
    await expect(call).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  });

  it.each(["cut-stream", "error-in-stream", "error-mid-stream", "malformed"])("%s breaks a stream", async (order) => {
    await expect(streamed("What is a token?", { user: `sandbox:${order}` })).rejects.toThrow();
  });

  it("withholds, zeroes or inflates usage", async () => {
    const usageOf = async (order: string) =>
      (await client.chat.completions.create(asking("hi", { user: `sandbox:${order}`, max_tokens: 20 }))).usage;
    expect(await usageOf("no-usage")).toBeUndefined();
    expect((await usageOf("zero-usage"))?.total_tokens).toBe(0);
    expect((await usageOf("overlong"))?.completion_tokens).toBeGreaterThan(1_000_000);
  });

  it("refuses what is no chat request", async () => {
    const answer = await fetch(`${sandbox.url}/chat/completions`, { method: "POST", body: "{" });
    expect(answer.status).toBe(400);
    expect((await fetch(`${sandbox.url}/nothing`)).status).toBe(404);
  });
});
