import { createParser } from "eventsource-parser";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
import { systemMs } from "@/lib/time/clock";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import type { CallRecord } from "./call-record";
import type { CallPlan } from "./plan-call";
import { readPiece } from "./protocols";

export interface Caller {
  account: number;
  keyId: string;
  secret: string;
}

/** Longer than any answer of the load takes, and than the wait for a database that is away. */
const PATIENCE_MS = 40_000;

/** Makes one call as a customer's program would, and notes what it saw. Never throws. */
export async function makeCall(
  plan: CallPlan,
  caller: Caller,
  target: { url: string; dispatcher: Dispatcher },
): Promise<CallRecord> {
  const record = blankRecord(plan, caller);
  const leaving = new AbortController();
  const patience = setTimeout(() => leaving.abort(), plan.leavesAfterMs ?? PATIENCE_MS);
  let text = "";
  try {
    const response = await request(`${target.url}${plan.protocol.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...plan.protocol.keyHeaders(caller.secret) },
      body: JSON.stringify(plan.protocol.body(plan)),
      signal: leaving.signal,
      dispatcher: target.dispatcher,
    });
    noteHead(record, response);
    for await (const piece of plan.streamed && response.statusCode === 200
      ? streamed(response, record)
      : whole(response, record)) {
      text += piece;
    }
  } catch (error) {
    record.end = leaving.signal.aborted ? "left" : isRefused(error) ? "unreachable" : "broken";
  } finally {
    clearTimeout(patience);
  }
  record.endedMs = systemMs();
  if (record.end !== "whole" && text !== "") {
    record.seenInputTokens = countTextTokens(plan.prompt);
    record.seenOutputTokens = countTextTokens(text);
  }
  return record;
}

function blankRecord(plan: CallPlan, { account, keyId }: Caller): CallRecord {
  return {
    node: plan.node,
    account,
    keyId,
    api: plan.protocol.api,
    model: plan.model,
    order: plan.order,
    streamed: plan.streamed,
    sentMs: systemMs(),
    endedMs: 0,
    end: "broken",
    status: null,
    requestId: null,
    errorCode: null,
    chargedTokens: null,
    weightVersionNo: null,
    usage: null,
    seenInputTokens: 0,
    seenOutputTokens: 0,
  };
}

function noteHead(record: CallRecord, { statusCode, headers }: Dispatcher.ResponseData): void {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : null;
  };
  const charged = header("x-plan-tokens-charged");
  const version = header("x-weight-version");
  record.status = statusCode;
  record.requestId = header("x-request-id");
  record.chargedTokens = charged === null ? null : Number(charged);
  record.weightVersionNo = version === null ? null : Number(version);
}

const Refusal = z.looseObject({
  error: z.looseObject({ code: z.string().nullish(), type: z.string().nullish() }),
});

async function* whole({ statusCode, body }: Dispatcher.ResponseData, record: CallRecord): AsyncGenerator<string> {
  const value: unknown = JSON.parse(await body.text());
  if (statusCode !== 200) {
    const { error } = Refusal.parse(value);
    record.errorCode = error.code ?? error.type ?? "";
    record.end = "error";
    return;
  }
  const piece = readPiece(value);
  record.usage = piece.usage;
  record.end = piece.isError ? "error" : "whole";
  yield piece.text;
}

async function* streamed({ body }: Dispatcher.ResponseData, record: CallRecord): AsyncGenerator<string> {
  const ready: string[] = [];
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: ({ data }) => ready.push(data) });
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue;
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const data of ready.splice(0)) {
      if (data === "[DONE]") {
        record.end = "whole";
        continue;
      }
      const piece = readPiece(JSON.parse(data));
      if (piece.isLast) record.end = "whole";
      if (piece.isError) record.end = "error";
      record.usage = merged(record.usage, piece.usage);
      yield piece.text;
    }
  }
}

/** A protocol may say its input first and its output last: each figure counts as it was said last. */
function merged(earlier: CallRecord["usage"], later: CallRecord["usage"]): CallRecord["usage"] {
  if (!earlier || !later) return later ?? earlier;
  return {
    inputTokens: Math.max(earlier.inputTokens, later.inputTokens),
    outputTokens: Math.max(earlier.outputTokens, later.outputTokens),
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}
