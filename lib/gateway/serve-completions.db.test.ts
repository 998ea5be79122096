import type OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { callGateway } from "@/lib/testing/call-gateway";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { readBucket } from "@/lib/testing/make-bucket";
import {
  GLM_5,
  makeCaller,
  openAiClient,
  seedTestCatalogue,
  startTestCalls,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { usageOf } from "@/lib/testing/usage-of";

let gateway: Gateway;
let caller: TestCaller;
let client: OpenAI;

beforeAll(seedTestCatalogue);
afterAll(expectCleanBooks);
// An upstream that failed in one test is well in the next: health is a node's own.
beforeEach(async () => {
  ({ gateway, caller, client } = await startTestCalls(1_000_000));
  return () => gateway.stop();
});

const events = () => usageOf(caller);
const consumed = async () => (await readBucket(caller, caller.grantId)).consumed;

describe("POST /v1/completions", () => {
  const asking = (more: object = {}) => ({ model: "glm-5", prompt: "What is a token?", ...more });
  const raw = (more: object, leavesAt?: (text: string) => boolean) =>
    callGateway(gateway, {
      path: "/v1/completions",
      headers: { authorization: `Bearer ${caller.secret}` },
      body: asking({ stream: true, ...more }),
      ...(leavesAt && { leavesAt }),
    });

  it("answers and charges every text that was written, also those that do not come back", async () => {
    const request = asking({ prompt: ["one", "two"], best_of: 3, max_tokens: 20, user: "sandbox:exact" });
    const { data, response } = await client.completions.create(request).withResponse();
    expect(data.choices).toHaveLength(2);
    expect(data.usage?.completion_tokens).toBe(2 * 3 * 20);
    const usage = { inputTokens: data.usage?.prompt_tokens ?? 0, cachedInputTokens: 0, outputTokens: 120 };
    expect(response.headers.get("x-plan-tokens-charged")).toBe(String(rate(usage, GLM_5)));
    expect((await events())[0]).toMatchObject({ api: "completions", outcome: "completed" });
    expect(await consumed()).toBe(rate(usage, GLM_5));
  });

  it("streams, hides usage from whoever did not ask, and ends with [DONE] after the charge", async () => {
    let text = "";
    for await (const chunk of await client.completions.create({ ...asking(), stream: true })) {
      expect(chunk.usage ?? null).toBeNull();
      text += chunk.choices[0]?.text ?? "";
    }
    expect(text).toContain("token");
    expect((await events())[0]).toMatchObject({ streamed: true, outcome: "completed" });
    expect((await raw({})).text).toMatch(
      /: x-plan-tokens-charged=\d+ x-plan-tokens-remaining=\d+\n\ndata: \[DONE\]\n\n$/,
    );
  });

  it("counts by itself without usage, and leaves a repeated prompt out", async () => {
    await client.completions.create(asking({ user: "sandbox:no-usage" }));
    await client.completions.create(asking({ user: "sandbox:no-usage", echo: true }));
    const counted = await events();
    expect(counted.map(({ outcome }) => outcome)).toEqual(["counted", "counted"]);
    expect(counted[0]?.outputTokens).toBe(counted[1]?.outputTokens);
  });

  it("charges nothing when upstream fails in the middle, and what was delivered when the client leaves", async () => {
    const failed = await raw({ user: "sandbox:error-mid-stream" });
    expect(failed.text).toMatch(/data: \{"error":.*"upstream_failed".*\}\n\n$/);
    expect(failed.text).not.toContain("[DONE]");
    expect(await events()).toEqual([]);
    await raw({ user: "sandbox:slow" }, (text) => text.includes('"text":"['));
    await expect.poll(async () => (await events()).length).toBe(1);
    const [event] = await events();
    expect(event).toMatchObject({ outcome: "client_left", api: "completions" });
    expect(Number(event?.outputTokens)).toBeGreaterThan(0);
    expect(Number(event?.outputTokens)).toBeLessThan(40);
  });

  it.each([
    [{ prompt: [] }, "prompt"],
    [{ prompt: { text: "x" } }, "prompt"],
    [{ best_of: 0 }, "best_of"],
    [{ n: 1e9 }, "n"],
    [{ max_tokens: -1 }, "max_tokens"],
    [{ echo: "yes" }, "echo"],
  ])("%j is 400 and names the field", async (wrong, param) => {
    await expect(client.completions.create(asking(wrong))).rejects.toMatchObject({ status: 400, param });
    expect(await events()).toEqual([]);
  });
});

describe("POST /v1/embeddings", () => {
  const ask = (more: object = {}) => client.embeddings.create({ model: "glm-5", input: "hello world", ...more });

  it("gives vectors and charges the input alone", async () => {
    const { data, response } = await ask({ input: ["hello world", "again"] }).withResponse();
    expect(data.data).toHaveLength(2);
    const usage = { inputTokens: data.usage.prompt_tokens, cachedInputTokens: 0, outputTokens: 0 };
    expect(response.headers.get("x-plan-tokens-charged")).toBe(String(rate(usage, GLM_5)));
    const [event] = await events();
    expect(event).toMatchObject({ api: "embeddings", outcome: "completed", streamed: false, outputTokens: 0n });
    expect(await consumed()).toBe(rate(usage, GLM_5));
  });

  it("counts by itself when nothing, or zero, is reported", async () => {
    await ask({ user: "sandbox:no-usage" });
    await ask({ user: "sandbox:zero-usage" });
    const counted = await events();
    expect(counted.map(({ outcome, inputTokens }) => [outcome, Number(inputTokens)])).toEqual([
      ["counted", 6],
      ["counted", 6],
    ]);
  });

  it("is refused whole when the input cannot be paid: there is no limit to lower", async () => {
    caller = await makeCaller(10);
    client = openAiClient(gateway, caller.secret);
    await expect(ask()).rejects.toMatchObject({ status: 402, code: "insufficient_quota" });
    expect(await consumed()).toBe(0);
    caller = await makeCaller(12);
    client = openAiClient(gateway, caller.secret);
    await ask();
    expect(await consumed()).toBe(12);
  });

  it.each([
    ["error-500", 502],
    ["error-in-stream", 502],
    ["cut-stream", 502],
    ["malformed", 502],
  ])("%s: %i and nothing is charged", async (order, status) => {
    await expect(ask({ user: `sandbox:${order}` })).rejects.toMatchObject({ status });
    expect(await events()).toEqual([]);
  });

  it.each([[{ input: [] }], [{ input: 7 }], [{ input: Array.from({ length: 2_049 }, () => "x") }]])(
    "%.40j is 400 and names the field",
    async (wrong) => {
      await expect(ask(wrong)).rejects.toMatchObject({ status: 400, param: "input" });
    },
  );
});
