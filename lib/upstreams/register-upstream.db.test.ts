import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { systemContext } from "@/lib/http/request-context";
import { contextOf } from "@/lib/testing/make-account";
import {
  makeCaller,
  openAiClient,
  seedTestCatalogue,
  startTestGateway,
  type TestCaller,
} from "@/lib/testing/start-test-gateway";
import { findRoutes } from "@/lib/upstreams/find-routes";
import { registerUpstream, RegisterUpstreamInput } from "@/lib/upstreams/register-upstream";
import { type SandboxUpstream, startSandboxUpstream } from "@/lib/upstreams/sandbox/start-sandbox-upstream";

/** Any address of this machine may be an upstream, as an operator's own configuration could say. */
vi.hoisted(() => vi.stubEnv("UPSTREAM_HOSTS", "127.0.0.1"));

const OPERATOR = systemContext("test");
const ASKED = {
  model: "glm-5",
  messages: [{ role: "user" as const, content: "hi" }],
  max_tokens: 20,
  user: "sandbox:exact",
  seed: 7,
};

let caller: TestCaller;
let gateway: Gateway;
let other: SandboxUpstream;
const servers: Server[] = [];

/** A server that is no model, and its address. */
async function listenWith(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1`;
}

beforeAll(async () => {
  await seedTestCatalogue();
  caller = await makeCaller(1_000_000);
  other = await startSandboxUpstream({ delayMs: 0, modelCodes: async () => [] });
});
beforeEach(async () => {
  gateway = await startTestGateway({ allowedHosts: ["127.0.0.1"] });
});
afterEach(async () => {
  await gateway.stop();
  await db().upstream.updateMany({ where: { code: "real" }, data: { baseUrl: "http://127.0.0.1:1" } });
});
afterAll(async () => {
  await other.close();
  for (const server of servers) server.close();
});

const register = (more: object = {}) =>
  registerUpstream(
    OPERATOR,
    RegisterUpstreamInput.parse({
      code: "real",
      baseUrl: other.url,
      apiKey: "sk-upstream",
      models: { "glm-5": "GLM5-Air" },
      priority: 0,
      ...more,
    }),
  );
const lastEvent = () => db().usageEvent.findFirstOrThrow({ where: { cell: caller.cell }, orderBy: { id: "desc" } });

describe("registerUpstream", () => {
  it("serves the model from then on, under its own name for the client, and is in the audit log without its key", async () => {
    await register();
    const answer = await openAiClient(gateway, caller.secret).chat.completions.create(ASKED);
    expect(answer.model).toBe("glm-5");
    expect(await lastEvent()).toMatchObject({ upstreamCode: "real", modelCode: "glm-5" });
    const stream = await openAiClient(gateway, caller.secret).chat.completions.create({ ...ASKED, stream: true });
    for await (const chunk of stream) expect(chunk.model).toBe("glm-5");

    const row = await db().upstream.findUniqueOrThrow({ where: { code: "real" } });
    expect(row.keyBox).not.toContain("sk-upstream");
    const entry = await db().auditEntry.findFirstOrThrow({ where: { action: "upstream.registered" } });
    expect(JSON.stringify(entry.after)).not.toContain("sk-upstream");
  });

  it("sends key, name and fields; does not follow a redirect; the next upstream serves when the first fails", async () => {
    const heard: unknown[] = [];
    const baseUrl = await listenWith((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        heard.push([request.url, request.headers.authorization, JSON.parse(body)]);
        response.writeHead(302, { location: `${other.url}/chat/completions` }).end();
      });
    });
    await register({ baseUrl });
    await openAiClient(gateway, caller.secret).chat.completions.create(ASKED);
    expect(heard).toEqual([
      ["/v1/chat/completions", "Bearer sk-upstream", { ...ASKED, model: "GLM5-Air", max_tokens: 20 }],
    ]);
    expect(await lastEvent()).toMatchObject({ upstreamCode: "sandbox" });
  });

  it("keeps protocols, weight and timeouts; without them it speaks chat, weighs 1 and is waited for as any", async () => {
    const timeouts = { connectMs: 100, firstByteMs: 200, idleMs: 300 };
    await register({ apis: ["messages", "chat", "chat"], weight: 7, ...timeouts });
    const stored = () => db().upstream.findUniqueOrThrow({ where: { code: "real" }, include: { routes: true } });
    const routesOf = async () =>
      (await findRoutes({ sandboxUrl: null, allowedHosts: ["127.0.0.1"] })).get("glm-5") ?? [];
    expect(await stored()).toMatchObject({ apis: ["messages", "chat"], ...timeouts, routes: [{ weight: 7 }] });
    expect(await routesOf()).toMatchObject([{ apis: ["chat", "messages"], weight: 7, timeouts }]);
    const view = await register();
    expect(view).not.toHaveProperty("apiKey");
    const unset = { connectMs: null, firstByteMs: null, idleMs: null };
    expect(await stored()).toMatchObject({ apis: ["chat"], ...unset, routes: [{ weight: 1 }] });
    expect(await routesOf()).toMatchObject([{ apis: ["chat"], weight: 1, timeouts: unset }]);
  });

  it.each([{ weight: 0 }, { weight: 1.5 }, { apis: [] }, { apis: ["images"] }, { idleMs: 0 }, { connectMs: 600_001 }])(
    "takes no %j",
    (more) => {
      expect(() => register(more)).toThrow();
    },
  );

  it("is left out by a gateway whose configuration does not allow it", async () => {
    await register();
    const strict = await startTestGateway();
    await openAiClient(strict, caller.secret).chat.completions.create(ASKED);
    expect(await lastEvent()).toMatchObject({ upstreamCode: "sandbox" });
    await strict.stop();
  });

  it("refuses addresses outside the allow-list, unknown models, and anybody but the operator", async () => {
    await expect(register({ baseUrl: "http://169.254.169.254/v1" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(register({ models: { "gpt-9": "x" } })).rejects.toMatchObject({ code: "MODEL_UNKNOWN" });
    const input = RegisterUpstreamInput.parse({ code: "x", baseUrl: other.url, apiKey: null, models: {}, priority: 1 });
    await expect(registerUpstream(contextOf(caller.actor), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
