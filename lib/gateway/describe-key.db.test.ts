import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { callGateway } from "@/lib/testing/call-gateway";
import {
  makeCaller,
  makeKey,
  openAiClient,
  seedTestCatalogue,
  startTestCalls,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";

let gateway: Gateway;
let caller: TestCaller;

beforeAll(async () => {
  await seedTestCatalogue();
  // One model that only speaks embeddings, one that nobody serves.
  const upstream = await db().upstream.findFirstOrThrow();
  const { id: _id, code: _code, ...others } = upstream;
  const narrow = await db().upstream.create({
    data: { ...others, id: "00000000-0000-7000-8000-000000000001", code: "narrow", apis: ["embeddings", "messages"] },
  });
  const models = await db().model.findMany({ where: { code: { in: ["qwen-max", "ernie-5"] } } });
  for (const { id, code } of models)
    if (code === "qwen-max")
      await db().upstreamRoute.updateMany({ where: { modelId: id }, data: { upstreamId: narrow.id } });
    else await db().upstreamRoute.deleteMany({ where: { modelId: id } });
  ({ gateway, caller } = await startTestCalls(100_000));
});
afterAll(() => gateway?.stop());

const read = async (path: string, secret = caller.secret) => {
  const { status, text } = await callGateway(gateway, { path, headers: { authorization: `Bearer ${secret}` } });
  return { status, body: JSON.parse(text) };
};
const hi = { messages: [{ role: "user" as const, content: "hi" }], max_tokens: 10, user: "sandbox:exact" };

describe("GET /v1/key", () => {
  it("tells the key's limits, what is spent and left of them, when they reset, and what the account has", async () => {
    const limits = { dayCapTokens: 5_000, totalCapTokens: 50_000, requestsPerMinute: 100, modelScope: ["glm-*"] };
    const { keyId, secret } = await makeKey(caller, limits);
    const before = (await read("/v1/key", secret)).body;
    expect(before).toMatchObject({
      object: "key",
      id: keyId,
      models: ["glm-*"],
      requests_per_minute: 100,
      plan_tokens_per_minute: null,
      caps: [
        {
          window: "day",
          plan_tokens: 5_000,
          spent: 0,
          remaining: 5_000,
          resets_at: expect.stringMatching(/T16:00:00.000Z$/),
        },
        { window: "total", plan_tokens: 50_000, spent: 0, remaining: 50_000, resets_at: null },
      ],
      account: { plan_tokens_remaining: 100_000 },
    });
    const { response } = await openAiClient(gateway, secret)
      .chat.completions.create({ model: "glm-5", ...hi })
      .withResponse();
    const charged = Number(response.headers.get("x-plan-tokens-charged"));
    expect(charged).toBeGreaterThan(0);
    const { body: after } = await read("/v1/key", secret);
    expect(after.caps[0]).toMatchObject({ spent: charged, remaining: 5_000 - charged });
    expect(after.spent).toEqual({ today: charged, month: charged, total: charged });
    expect(after.account.plan_tokens_remaining).toBe(100_000 - charged);
  });

  it("is for keys only", async () => {
    expect((await read("/v1/key", "tk-wrong")).status).toBe(401);
    expect((await callGateway(gateway, { path: "/v1/key" })).status).toBe(401);
    expect((await callGateway(gateway, { path: "/v1/key", body: {} })).status).toBe(405);
  });
});

describe("models and keys", () => {
  it("the list says what this key may use and where each model is served; others are refused", async () => {
    const { secret } = await makeKey(caller, { modelScope: ["glm-*"] });
    const { body } = await read("/v1/models", secret);
    const models: { id: string; allowed: boolean; addresses: string[] }[] = body.data;
    expect(models.map(({ id }) => id)).not.toContain("ernie-5");
    expect(models.filter(({ allowed }) => allowed).map(({ id }) => id)).toEqual(["glm-5"]);
    expect(models.find(({ id }) => id === "qwen-max")?.addresses).toEqual(["/v1/embeddings", "/v1/messages"]);
    expect((await read("/v1/models/glm-5", secret)).body).toMatchObject({ allowed: true, weights: { output: 8_000 } });
    const refused = openAiClient(gateway, secret).chat.completions.create({ model: "telechat-3", ...hi });
    await expect(refused).rejects.toMatchObject({ status: 403, code: "model_not_allowed", param: "model" });
  });

  it("a model that is not served in a protocol is 404, naming those it is served in", async () => {
    const free = await makeCaller(10_000);
    const refused = openAiClient(gateway, free.secret).chat.completions.create({ model: "qwen-max", ...hi });
    await expect(refused).rejects.toMatchObject({
      status: 404,
      code: "api_not_served",
      message: expect.stringContaining("/v1/embeddings, /v1/messages"),
    });
    const answer = await openAiClient(gateway, free.secret).embeddings.create({ model: "qwen-max", input: "hi" });
    expect(answer.data).toHaveLength(1);
    const unserved = openAiClient(gateway, free.secret).chat.completions.create({ model: "ernie-5", ...hi });
    await expect(unserved).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });
});
