import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { FAILURE_MESSAGE } from "@/lib/upstreams/sandbox/open-ai-words";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";

export interface Sending {
  /** Before the first byte, and between pieces. */
  delayMs: number;
  /** Aborts when the caller has gone. */
  gone: AbortSignal;
}

const PIECE = /\s?[\p{L}\p{N}]{1,8}[^\p{L}\p{N}\s]*|\s+|[^\p{L}\p{N}\s]+/gu;
const PIECES_PER_CHUNK = 3;
const BROKEN_BYTES = 40;

/** Sends an answer in the way that was asked for, with the faults that were asked for. */
export async function sendAnswer<A extends SandboxAsk>(
  response: ServerResponse,
  dialect: SandboxDialect<A>,
  { ask, answer, sending }: { ask: A; answer: SandboxAnswer; sending: Sending },
): Promise<void> {
  if (ask.streamed && dialect.frames) {
    const faults = { order: ask.order, errorFrame: dialect.errorFrame };
    await sendStream(response, dialect.frames(answer, ask), answer, { ...sending, ...faults });
    return;
  }
  await delay(sending.delayMs, undefined, { signal: sending.gone });
  response.setHeader("content-type", "application/json");
  const { order } = ask;
  if (order === "malformed") {
    response.end("<html>not the protocol</html>");
    return;
  }
  if (order === "error-in-stream" || order === "error-mid-stream") {
    response.end(JSON.stringify(dialect.errorBody(500, FAILURE_MESSAGE, "sandbox_failure")));
    return;
  }
  const body = JSON.stringify(dialect.whole(answer, ask));
  if (order === "cut-stream" || order === "hang-mid-stream") {
    response.setHeader("content-length", Buffer.byteLength(body));
    response.write(body.slice(0, BROKEN_BYTES));
    if (order === "cut-stream") response.destroy();
    return;
  }
  response.end(body);
}

type StreamFaults = Pick<SandboxAsk, "order"> & { errorFrame: string };

async function sendStream(
  response: ServerResponse,
  frames: SandboxFrames,
  { texts }: SandboxAnswer,
  { order, errorFrame, delayMs, gone }: Sending & StreamFaults,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  response.flushHeaders();
  const send = async (frame: string) => {
    if (!response.write(frame)) await once(response, "drain", { signal: gone });
  };
  if (order === "error-in-stream") return void response.end(errorFrame);
  for (const frame of frames.opening) await send(frame);

  const pieces = texts.map(chunksOf);
  const rounds = Math.max(0, ...pieces.map((chunks) => chunks.length));
  for (let round = 0; round < rounds; round += 1) {
    await delay(delayMs, undefined, { signal: gone });
    for (const [index, chunks] of pieces.entries()) {
      const chunk = chunks[round];
      if (chunk !== undefined) await send(frames.piece(index, chunk));
    }
    if (round < 1) continue;
    if (order === "cut-stream") return void response.destroy();
    if (order === "hang-mid-stream") return;
    if (order === "malformed") return void response.end('data: {"not":"the protocol"\n\n');
    if (order === "error-mid-stream") return void response.end(errorFrame);
  }
  for (const frame of frames.closing) await send(frame);
  response.end();
}

function chunksOf(text: string): string[] {
  const pieces = text.match(PIECE) ?? [];
  const chunks: string[] = [];
  for (let from = 0; from < pieces.length; from += PIECES_PER_CHUNK)
    chunks.push(pieces.slice(from, from + PIECES_PER_CHUNK).join(""));
  return chunks;
}
