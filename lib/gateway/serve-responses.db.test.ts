import type OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { callGateway } from "@/lib/testing/call-gateway";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { readBucket } from "@/lib/testing/make-bucket";
import { GLM_5, seedTestCatalogue, startTestCalls, type TestCaller } from "@/lib/testing/start-test-gateway";
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

const asking = (more: object = {}) => ({ model: "glm-5", input: "What is a token?", ...more });
const stream = (user: string, leavesAt?: (text: string) => boolean) =>
  callGateway(gateway, {
    path: "/v1/responses",
    headers: { authorization: `Bearer ${caller.secret}` },
    body: asking({ stream: true, user: `sandbox:${user}` }),
    ...(leavesAt && { leavesAt }),
  });
const events = () => usageOf(caller);
const consumed = async () => (await readBucket(caller, caller.grantId)).consumed;

describe("POST /v1/responses", () => {
  it("answers and charges the reported usage", async () => {
    const { data, response } = await client.responses.create(asking()).withResponse();
    expect(data.output_text).toContain("token");
    const { input_tokens = 0, output_tokens = 0 } = data.usage ?? {};
    const planTokens = rate({ inputTokens: input_tokens, cachedInputTokens: 0, outputTokens: output_tokens }, GLM_5);
    expect(response.headers.get("x-plan-tokens-charged")).toBe(String(planTokens));
    const [event] = await events();
    expect(event).toMatchObject({ api: "responses", outcome: "completed", streamed: false });
    expect(await consumed()).toBe(planTokens);
  });

  it("streams every event in order under its name, the last when the charge is durable", async () => {
    const run = client.responses.stream(asking({ instructions: "be brief" }));
    const types = [];
    for await (const { type } of run) types.push(type);
    expect(types[0]).toBe("response.created");
    expect(types.at(-1)).toBe("response.completed");
    const [event] = await events();
    const { usage, output_text } = await run.finalResponse();
    expect(output_text).toContain("token");
    expect(Number(event?.inputTokens)).toBe(usage?.input_tokens);
    expect(Number(event?.outputTokens)).toBe(usage?.output_tokens);
    const raw = await stream("exact");
    expect(raw.text).toMatch(
      /: x-plan-tokens-charged=\d+ x-plan-tokens-remaining=\d+\n\nevent: response\.incomplete\n/,
    );
    expect(Number(raw.trailers["x-plan-tokens-charged"])).toBeGreaterThan(0);
  });

  it("counts by itself when nothing, or zero, is reported", async () => {
    for (const user of ["sandbox:no-usage", "sandbox:zero-usage"]) {
      await client.responses.create(asking({ user }));
      await client.responses.stream(asking({ user })).finalResponse();
    }
    const counted = await events();
    expect(counted.map(({ outcome }) => outcome)).toEqual(["counted", "counted", "counted", "counted"]);
    expect(new Set(counted.map(({ planTokens }) => planTokens)).size).toBe(1);
    expect(Number(counted[0]?.outputTokens)).toBeGreaterThan(20);
  });

  it("keeps to its limit", async () => {
    const request = asking({ max_output_tokens: 50, user: "sandbox:overlong" });
    await client.responses.create(request);
    expect(Number((await events())[0]?.outputTokens)).toBe(50);
  });
});

describe("a call that breaks", () => {
  it.each([
    ["error-500", 502, "upstream_failed"],
    ["error-400", 400, "refused_by_model"],
    ["error-in-stream", 502, "upstream_failed"],
    ["malformed", 502, "upstream_malformed"],
  ])("%s: %i and nothing is charged", async (order, status, code) => {
    await expect(client.responses.create(asking({ user: `sandbox:${order}` }))).rejects.toMatchObject({ status, code });
    expect(await events()).toEqual([]);
  });

  it.each(["cut-stream", "error-mid-stream", "malformed"])(
    "%s in the middle of a stream: an error event of the protocol, nothing charged",
    async (order) => {
      const { text } = await stream(order);
      expect(text).toContain("event: response.output_text.delta\n");
      expect(text).toMatch(/event: error\ndata: \{.*"type":"error".*"code":"upstream_\w+".*\}\n\n$/);
      expect(text).not.toContain("response.completed");
      expect(await events()).toEqual([]);
      expect(await consumed()).toBe(0);
    },
  );

  it("by the client in the middle of a stream: what was delivered is charged", async () => {
    await stream("slow", (text) => text.includes("output_text.delta"));
    await expect.poll(async () => (await events()).length).toBe(1);
    const [event] = await events();
    expect(event).toMatchObject({ outcome: "client_left", streamed: true, api: "responses" });
    expect(Number(event?.outputTokens)).toBeGreaterThan(0);
    expect(Number(event?.outputTokens)).toBeLessThan(40);
  });

  it.each([
    [{ background: true }, "background"],
    [{ input: [] }, "input"],
    [{ max_output_tokens: 1.5 }, "max_output_tokens"],
  ])("%j is 400 and names the field", async (wrong, param) => {
    await expect(client.responses.create(asking(wrong))).rejects.toMatchObject({ status: 400, param });
  });
});
