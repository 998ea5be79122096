import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { newUuid } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";
import type { SandboxAnswer } from "@/lib/upstreams/sandbox/answer-chat";
import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

export interface Sending {
  model: string;
  order: SandboxOrder | null;
  includeUsage: boolean;
  /** Before the first byte, and between pieces. */
  delayMs: number;
  /** Aborts when the caller has gone. */
  gone: AbortSignal;
}

const PIECE = /\s?[\p{L}\p{N}]{1,8}[^\p{L}\p{N}\s]*|\s+|[^\p{L}\p{N}\s]+/gu;
const PIECES_PER_CHUNK = 3;
const BROKEN_ANSWER = '{"id":"chatcmpl-broken","object":"chat.comp';

function head(model: string, object: string) {
  return {
    id: `chatcmpl-${newUuid(systemNow()).replaceAll("-", "")}`,
    object,
    created: Math.floor(systemNow().getTime() / 1_000),
    model,
  };
}

/** Sends the whole answer as one JSON object. */
export async function sendWhole(response: ServerResponse, answer: SandboxAnswer, sending: Sending): Promise<void> {
  await delay(sending.delayMs, undefined, { signal: sending.gone });
  response.setHeader("content-type", "application/json");
  if (sending.order === "malformed") {
    response.end("<html>not the protocol</html>");
    return;
  }
  if (sending.order === "error-in-stream" || sending.order === "error-mid-stream") {
    response.end(JSON.stringify(ERROR_EVENT));
    return;
  }
  const choices = answer.texts.map((content, index) => ({
    index,
    message: answer.toolCall
      ? { role: "assistant", content: null, tool_calls: [answer.toolCall] }
      : { role: "assistant", content },
    finish_reason: answer.finishReason,
  }));
  const body = JSON.stringify({
    ...head(sending.model, "chat.completion"),
    choices,
    ...(answer.usage && { usage: answer.usage }),
  });
  if (sending.order === "cut-stream" || sending.order === "hang-mid-stream") {
    response.setHeader("content-length", Buffer.byteLength(body));
    response.write(BROKEN_ANSWER);
    if (sending.order === "cut-stream") response.destroy();
    return;
  }
  response.end(body);
}

const ERROR_EVENT = {
  error: { message: "The sandbox was asked to fail.", type: "server_error", param: null, code: "sandbox_failure" },
};

/** Streams the answer in small pieces, with the faults that were asked for. */
export async function sendStream(response: ServerResponse, answer: SandboxAnswer, sending: Sending): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  response.flushHeaders();
  const frame = { ...head(sending.model, "chat.completion.chunk") };
  const usage = sending.includeUsage && answer.usage ? { usage: null } : {};
  const sendData = async (data: string) => {
    if (!response.write(`data: ${data}\n\n`)) await once(response, "drain", { signal: sending.gone });
  };
  const sendChoice = async (index: number, delta: object, finishReason: string | null = null) =>
    sendData(JSON.stringify({ ...frame, choices: [{ index, delta, finish_reason: finishReason }], ...usage }));

  if (sending.order === "error-in-stream") return endWith(response, JSON.stringify(ERROR_EVENT));
  for (const index of answer.texts.keys())
    await sendChoice(index, { role: "assistant", content: answer.toolCall ? null : "" });

  let sent = 0;
  for (const chunk of chunksOf(answer.texts[0] ?? "")) {
    await delay(sending.delayMs, undefined, { signal: sending.gone });
    for (const index of answer.texts.keys()) await sendChoice(index, { content: chunk });
    sent += 1;
    if (sent < 2) continue;
    if (sending.order === "cut-stream") return void response.destroy();
    if (sending.order === "hang-mid-stream") return;
    if (sending.order === "malformed") return endWith(response, '{"not":"the protocol"');
    if (sending.order === "error-mid-stream") return endWith(response, JSON.stringify(ERROR_EVENT));
  }
  const last = answer.toolCall ? { tool_calls: [{ index: 0, ...answer.toolCall }] } : {};
  for (const index of answer.texts.keys()) await sendChoice(index, last, answer.finishReason);
  if (sending.includeUsage && answer.usage)
    await sendData(JSON.stringify({ ...frame, choices: [], usage: answer.usage }));
  endWith(response, "[DONE]");
}

function endWith(response: ServerResponse, data: string): void {
  response.end(`data: ${data}\n\n`);
}

function* chunksOf(text: string): Generator<string> {
  const pieces = text.match(PIECE) ?? [];
  for (let from = 0; from < pieces.length; from += PIECES_PER_CHUNK)
    yield pieces.slice(from, from + PIECES_PER_CHUNK).join("");
}
