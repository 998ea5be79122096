import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isAbortError } from "@/lib/errors/is-abort-error";
import { UPSTREAM_APIS, UPSTREAM_PATHS, type UpstreamApi } from "@/lib/upstreams/api";
import { answerAsk } from "@/lib/upstreams/sandbox/answer-ask";
import { FAILURE_MESSAGE, openAiError } from "@/lib/upstreams/sandbox/open-ai-words";
import { PromptCache } from "@/lib/upstreams/sandbox/prompt-cache";
import type { SandboxAsk, SandboxDialect } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sendAnswer } from "@/lib/upstreams/sandbox/send-answer";
import { speakChat } from "@/lib/upstreams/sandbox/speak-chat";
import { speakCompletions } from "@/lib/upstreams/sandbox/speak-completions";
import { speakEmbeddings } from "@/lib/upstreams/sandbox/speak-embeddings";
import { speakMessages } from "@/lib/upstreams/sandbox/speak-messages";
import { speakResponses } from "@/lib/upstreams/sandbox/speak-responses";

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

/** What one call works with. */
interface SandboxCall {
  response: ServerResponse;
  options: SandboxOptions;
  cache: PromptCache;
}

/** Answers a request whose body has been read. */
type Speak = (body: unknown, call: SandboxCall) => Promise<void>;

const SPEAK = {
  chat: speaking(speakChat),
  completions: speaking(speakCompletions),
  embeddings: speaking(speakEmbeddings),
  responses: speaking(speakResponses),
  messages: speaking(speakMessages),
} as const satisfies Record<UpstreamApi, Speak>;

const SPEAK_AT = new Map(UPSTREAM_APIS.map((api): [string, Speak] => [`/v1${UPSTREAM_PATHS[api]}`, SPEAK[api]]));

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
  const speak = request.method === "POST" ? SPEAK_AT.get(request.url ?? "") : undefined;
  if (!speak) return sendJson(response, 404, openAiError(404, "Unknown address.", null));
  await speak(parseJson(await readText(request)), { response, options, cache });
}

function speaking<A extends SandboxAsk>(dialect: SandboxDialect<A>): Speak {
  return async (body, { response, options, cache }) => {
    const refuse = (status: number, message: string, code: string | null = null) =>
      sendJson(response, status, dialect.errorBody(status, message, code));
    const ask = dialect.read(body);
    if (!ask) return refuse(400, "Not a request of this protocol.");
    const { order } = ask;
    if (order === "hang") return;
    if (order === "error-500") return refuse(500, FAILURE_MESSAGE);
    if (order === "error-429") return refuse(429, "The sandbox was asked to be busy.");
    if (order === "error-400")
      return refuse(400, "The sandbox was asked to find the prompt too long.", "context_length_exceeded");

    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const delayMs = order === "slow" ? (options.slowMs ?? 400) : options.delayMs;
    const sending = { delayMs, gone: gone.signal };
    await sendAnswer(response, dialect, { ask, answer: answerAsk(ask, cache), sending });
  };
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
