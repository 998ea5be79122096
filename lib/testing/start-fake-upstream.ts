import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { systemContext } from "@/lib/http/request-context";
import { registerUpstream, RegisterUpstreamInput } from "@/lib/upstreams/register-upstream";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** An upstream whose answers a test decides. `UPSTREAM_HOSTS` must name 127.0.0.1. */
export interface FakeUpstream {
  code: string;
  /** What it answers from now on. */
  answer: Answer;
  /** How often it was asked, and how often the caller broke the connection before its answer was whole. */
  asked: number;
  left: number;
  close(): void;
}

const MESSAGE = { role: "assistant", content: "Hello there." };
const USAGE = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const DELTA = { id: "c", object: "chat.completion.chunk", created: 1, model: "theirs" };

/** A whole chat answer that used 9 and 3 tokens. */
export const answerWell: Answer = (response) => {
  response.setHeader("content-type", "application/json");
  const choices = [{ index: 0, message: MESSAGE, finish_reason: "stop" }];
  response.end(
    JSON.stringify({ id: "c", object: "chat.completion", created: 1, model: "theirs", choices, usage: USAGE }),
  );
};

/** The first piece of a streamed chat answer; nothing follows. */
export const beginStream: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const choices = [{ index: 0, delta: { role: "assistant", content: "Hello" }, finish_reason: null }];
  response.write(`data: ${JSON.stringify({ ...DELTA, choices })}\n\n`);
};

/** A status, with an error in OpenAI's form. */
export function answerWith(status: number, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "as the test wanted it" } }));
  };
}

/** Takes the request and says nothing. */
export const hang: Answer = () => undefined;

/** Starts a server and registers it as an upstream; what is not said is as `npm run upstream:register` has it. */
export async function startFakeUpstream(
  code: string,
  input: Partial<ReturnType<(typeof RegisterUpstreamInput)["parse"]>>,
  answer: Answer = answerWell,
): Promise<FakeUpstream> {
  const server = createServer((request, response) => {
    upstream.asked += 1;
    response.on("close", () => {
      if (!response.writableFinished) upstream.left += 1;
    });
    request.resume().on("end", () => upstream.answer(response, request));
  });
  const upstream: FakeUpstream = {
    code,
    answer,
    asked: 0,
    left: 0,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const asked = {
    code,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey: "sk-theirs",
    priority: 0,
    models: {},
    ...input,
  };
  await registerUpstream(systemContext("test"), RegisterUpstreamInput.parse(asked));
  return upstream;
}
