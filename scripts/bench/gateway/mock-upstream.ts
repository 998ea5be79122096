/** A model's server that answers every chat at once with the same words: whole, or in pieces when asked to stream. */
import { createServer, type ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { answerParent } from "./answer-parent";
import { listenLocally } from "./listen-locally";
import { MODEL } from "./request";

const PIECES = 12;
const USAGE = { prompt_tokens: 32, completion_tokens: PIECES, total_tokens: 32 + PIECES };
const common = { id: "chatcmpl-bench", created: 1_700_000_000, model: MODEL };

const WHOLE = JSON.stringify({
  ...common,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "word ".repeat(PIECES) }, finish_reason: "stop" }],
  usage: USAGE,
});

function pieceOf(choices: object[], usage: object | null): string {
  return `data: ${JSON.stringify({ ...common, object: "chat.completion.chunk", choices, usage })}\n\n`;
}

const STREAM = [
  ...Array.from({ length: PIECES }, (_piece, index) =>
    pieceOf([{ index: 0, delta: { role: "assistant", content: `word${index} ` }, finish_reason: null }], null),
  ),
  pieceOf([{ index: 0, delta: {}, finish_reason: "stop" }], null),
  pieceOf([], USAGE),
  "data: [DONE]\n\n",
];

/** Each piece in a turn of its own, as a model makes them one after the other. */
async function sendStream(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const piece of STREAM) {
    response.write(piece);
    await nextTurn();
  }
  response.end();
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece: string) => (body += piece));
  request.on("end", () => {
    if (/"stream":\s*true/.test(body)) {
      void sendStream(response);
    } else {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(WHOLE) });
      response.end(WHOLE);
    }
  });
});
server.keepAliveTimeout = 120_000;
answerParent(await listenLocally(server), {});
