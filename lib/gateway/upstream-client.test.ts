import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { UpstreamClient, type UpstreamRequest } from "@/lib/gateway/upstream-client";
import type { Route } from "@/lib/upstreams/find-routes";

const LIMIT = 1024 * 1024;
const UNSET = { connectMs: null, firstByteMs: null, idleMs: null };
const servers: Server[] = [];
const clients: UpstreamClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

function makeClient(mostUnderWay?: number): UpstreamClient {
  const client = new UpstreamClient({ connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000 }, mostUnderWay);
  clients.push(client);
  return client;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

async function serve(answer: Answer): Promise<{ url: string; connections: () => number }> {
  let connections = 0;
  const server = createServer((request, response) => void answer(request, response));
  server.on("connection", () => (connections += 1));
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    connections: () => connections,
  };
}

const route = (baseUrl: string, more: Partial<Route> = {}): Route => ({
  upstreamCode: "a",
  baseUrl,
  apiKey: "sk-theirs",
  upstreamModel: "m",
  apis: ["chat"],
  priority: 0,
  weight: 1,
  timeouts: UNSET,
  ...more,
});
const CHAT: UpstreamRequest = { api: "chat", body: '{"a":"词元"}' };
/** Its failure is looked at later. */
const ignored = () => undefined;
const never = () => new AbortController().signal;

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

describe("UpstreamClient", () => {
  it("sends the body as it is to the protocol's address, with the key in its place", async () => {
    const heard: object[] = [];
    const { url } = await serve(async (request, response) => {
      const { authorization, "x-api-key": key, "anthropic-version": version, "anthropic-beta": beta } = request.headers;
      heard.push({ url: request.url, authorization, key, version, beta, body: await readAll(request) });
      response.end("{}");
    });
    const client = makeClient();
    const ask = async (asked: UpstreamRequest, more: Partial<Route> = {}) =>
      (await client.call(route(`${url}/v1`, more), asked, never())).text(LIMIT);
    await ask(CHAT);
    await ask({ ...CHAT, api: "messages" });
    await ask({ ...CHAT, api: "messages", headers: { "anthropic-version": "2024-01-01", "anthropic-beta": "b" } });
    await ask({ ...CHAT, api: "embeddings" }, { apiKey: null });
    const { body } = CHAT;
    expect(heard).toEqual([
      { url: "/v1/chat/completions", authorization: "Bearer sk-theirs", body },
      { url: "/v1/messages", key: "sk-theirs", version: "2023-06-01", body },
      { url: "/v1/messages", key: "sk-theirs", version: "2024-01-01", beta: "b", body },
      { url: "/v1/embeddings", body },
    ]);
  });

  it.each([
    [400, {}, "upstreamRefused", { reason: "too long" }],
    [422, {}, "upstreamRefused", { reason: "too long" }],
    [401, {}, "upstreamFailed", { upstreamStatus: 401 }],
    [302, { location: "/" }, "upstreamFailed", { upstreamStatus: 302 }],
    [503, {}, "upstreamFailed", { upstreamStatus: 503 }],
    [503, { "retry-after": "7" }, "upstreamBusy", { upstreamStatus: 503, seconds: 7 }],
    [429, {}, "upstreamBusy", { upstreamStatus: 429, seconds: 1 }],
    [429, { "retry-after": "86400" }, "upstreamBusy", { upstreamStatus: 429, seconds: 60 }],
    [429, { "retry-after": "Tue, 01 Jan 2030 00:00:00 GMT" }, "upstreamBusy", { upstreamStatus: 429, seconds: 1 }],
  ])("%i with %j is %s, and its connections serve the next calls", async (status, headers, error, figures) => {
    const server = await serve((request, response) => {
      request.resume();
      response.writeHead(status, headers).end('{"error":{"message":"too long"}}');
    });
    const client = makeClient();
    for (let time = 0; time < 6; time += 1)
      await expect(client.call(route(server.url), CHAT, never())).rejects.toMatchObject({ error, figures });
    // A connection is free a moment after its answer is whole, so that the next call may need a second one; but no more.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it("reads a body whole or piece by piece, a character broken between two pieces too", async () => {
    const text = "词元".repeat(30_000);
    const { url } = await serve((request, response) => {
      request.resume();
      const bytes = Buffer.from(text);
      response.write(bytes.subarray(0, 100_001));
      setImmediate(() => response.end(bytes.subarray(100_001)));
    });
    const client = makeClient();
    expect(await (await client.call(route(url), CHAT, never())).text(LIMIT)).toBe(text);
    const pieces: Buffer[] = [];
    for await (const piece of await client.call(route(url), CHAT, never())) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(text);
  });

  it("does not read more than was allowed", async () => {
    const { url } = await serve((request, response) => {
      request.resume();
      response.end("x".repeat(LIMIT));
    });
    const reply = await makeClient().call(route(url), CHAT, never());
    await expect(reply.text(1_000)).rejects.toMatchObject({ error: "upstreamMalformed" });
  });

  it("makes upstream wait while nobody takes what came, and goes on afterwards", async () => {
    const piece = Buffer.alloc(256 * 1024);
    const pieces = 64;
    let written = 0;
    let isWaiting = false;
    const { url } = await serve(async (request, response) => {
      request.resume();
      for (; written < pieces; written += 1) {
        isWaiting = !response.write(piece);
        if (isWaiting) await once(response, "drain");
        isWaiting = false;
      }
      response.end();
    });
    const reply = await makeClient().call(route(url), CHAT, never());
    // It has stopped writing once it waits for us.
    let before = -1;
    const stands = () => {
      const same = written === before;
      before = written;
      return same && isWaiting;
    };
    await expect.poll(stands, { interval: 100 }).toBe(true);
    expect(written).toBeLessThan(pieces);
    let bytes = 0;
    for await (const chunk of reply) bytes += chunk.length;
    expect(bytes).toBe(pieces * piece.length);
  });

  it.each(["before the answer", "in its middle"])("cancels upstream when the client leaves %s", async (when) => {
    let cancelled = false;
    let began = false;
    const { url } = await serve((request, response) => {
      request.resume();
      response.on("close", () => (cancelled = true));
      if (when === "in its middle") response.write("data: x\n\n");
      began = true;
    });
    const leaving = new AbortController();
    const call = makeClient().call(route(url), CHAT, leaving.signal);
    call.catch(ignored);
    await expect.poll(() => began).toBe(true);
    const reading = call.then((reply) => reply.text(LIMIT));
    reading.catch(ignored);
    if (when === "in its middle") await call;
    leaving.abort();
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => cancelled).toBe(true);
  });

  it("asks nothing for a client that has left already, and cancels when the reader stops early", async () => {
    let asked = 0;
    let cancelled = false;
    const { url } = await serve((request, response) => {
      request.resume();
      asked += 1;
      response.on("close", () => (cancelled = true));
      response.write("one");
    });
    const client = makeClient();
    await expect(client.call(route(url), CHAT, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    for await (const piece of await client.call(route(url), CHAT, never())) if (piece.length > 0) break;
    await expect.poll(() => cancelled).toBe(true);
    expect(asked).toBe(1);
  });
});

describe("UpstreamClient's limits", () => {
  it.each([
    ["first byte", { firstByteMs: 200 }, () => undefined],
    ["idle", { idleMs: 200 }, (response: { write(text: string): void }) => response.write("data")],
  ])("waits for the %s as long as the upstream says", async (_name, timeouts, begin) => {
    const { url } = await serve((request, response) => {
      request.resume();
      begin(response);
    });
    const slow = route(url, { timeouts: { ...UNSET, ...timeouts } });
    const call = makeClient().call(slow, CHAT, never());
    await expect(call.then((reply) => reply.text(LIMIT))).rejects.toMatchObject({ error: "upstreamTimeout" });
  });

  it("waits for a connection as long as the upstream says", async () => {
    // Takes connections and never speaks TLS, so that none is ever ready.
    const silent = createTcpServer(() => undefined);
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const address = silent.address();
    const url = `https://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const call = makeClient().call(route(url, { timeouts: { ...UNSET, connectMs: 200 } }), CHAT, never());
    await expect(call).rejects.toMatchObject({ error: "upstreamTimeout" });
    silent.close();
  });

  it("is busy when an upstream has too many calls under way, while another at the same address goes on", async () => {
    const { url } = await serve((request, response) => {
      request.resume();
      if (request.url?.startsWith("/quick") === true) response.end("{}");
    });
    const client = makeClient(3);
    const leaving = new AbortController();
    const hanging = [1, 2, 3].map(() => client.call(route(`${url}/hang`), CHAT, leaving.signal));
    for (const call of hanging) call.catch(ignored);
    await expect(client.call(route(`${url}/hang`), CHAT, never())).rejects.toBeInstanceOf(GatewayError);
    const quick = route(`${url}/quick`, { upstreamCode: "b" });
    expect(await (await client.call(quick, CHAT, never())).text(LIMIT)).toBe("{}");

    leaving.abort();
    await Promise.allSettled(hanging);
    const again = new AbortController();
    const another = client.call(route(`${url}/hang`), CHAT, again.signal);
    again.abort();
    await expect(another).rejects.toMatchObject({ name: "AbortError" });
  });

  it("follows an upstream to its new address", async () => {
    const answering = (text: string) =>
      serve((request, response) => void request.resume().on("end", () => response.end(text)));
    const [before, after] = await Promise.all([answering("before"), answering("after")]);
    const client = makeClient();
    expect(await (await client.call(route(before.url), CHAT, never())).text(LIMIT)).toBe("before");
    expect(await (await client.call(route(after.url), CHAT, never())).text(LIMIT)).toBe("after");
  });
});
