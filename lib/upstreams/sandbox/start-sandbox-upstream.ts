import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isAbortError } from "@/lib/errors/is-abort-error";
import { answerChat } from "@/lib/upstreams/sandbox/answer-chat";
import { PromptCache } from "@/lib/upstreams/sandbox/prompt-cache";
import { sandboxOrder, SandboxRequest } from "@/lib/upstreams/sandbox/sandbox-request";
import { type Sending, sendStream, sendWhole } from "@/lib/upstreams/sandbox/send-answer";

export interface SandboxUpstream {
  /** Base address as an upstream's configuration names it, with `/v1`. */
  url: string;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Pause before the first byte and between pieces, as a model takes time to write. */
  delayMs: number;
  /** What `sandbox:slow` waits instead. */
  slowMs?: number;
  /** The models it lists; it answers for any name. */
  modelCodes: () => Promise<readonly string[]>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Starts the built-in upstream on a free port of the loopback address. Demo mode and tests only. */
export async function startSandboxUpstream(options: SandboxOptions): Promise<SandboxUpstream> {
  const cache = new PromptCache();
  const server = createServer((request, response) => {
    answer(request, response, options, cache).catch((error: unknown) => {
      // A caller who has gone needs no answer; anything else is a fault of the sandbox itself and breaks the connection.
      if (!isAbortError(error)) response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the sandbox upstream has no port");
  return address;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: SandboxOptions,
  cache: PromptCache,
): Promise<void> {
  if (request.method === "GET" && request.url === "/v1/models") {
    const data = (await options.modelCodes()).map((id) => ({ id, object: "model", created: 0, owned_by: "sandbox" }));
    return sendJson(response, 200, { object: "list", data });
  }
  if (request.method !== "POST" || request.url !== "/v1/chat/completions")
    return sendError(response, 404, "Unknown address.");

  const chat = SandboxRequest.safeParse(parseJson(await readText(request)));
  if (!chat.success) return sendError(response, 400, "Not a chat request.");

  const order = sandboxOrder(chat.data.user);
  if (order === "hang") return;
  if (order === "error-500") return sendError(response, 500, "The sandbox was asked to fail.");
  if (order === "error-429") return sendError(response, 429, "The sandbox was asked to be busy.");
  if (order === "error-400")
    return sendError(response, 400, "The sandbox was asked to find the prompt too long.", "context_length_exceeded");

  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const sending: Sending = {
    model: chat.data.model,
    order,
    includeUsage: chat.data.stream_options?.include_usage ?? false,
    delayMs: order === "slow" ? (options.slowMs ?? 400) : options.delayMs,
    gone: gone.signal,
  };
  const whole = answerChat(chat.data, cache);
  await (chat.data.stream ? sendStream(response, whole, sending) : sendWhole(response, whole, sending));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator()) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, message: string, code: string | null = null): void {
  sendJson(response, status, {
    error: { message, type: status < 500 ? "invalid_request_error" : "server_error", param: null, code },
  });
}
