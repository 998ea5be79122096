import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import { ALWAYS_FAILING, type CallRecord } from "./call-record";
import type { BookedEvent, Books } from "./read-books";

/** Where usage is not what upstream reports: it says none, nothing, or what cannot be. */
const OWN_COUNT = new Set<SandboxOrder | null>(["no-usage", "zero-usage", "overlong"]);
/** A database that is away, and a node that waits for it, may take so long before an event is durable. */
const DURABLE_WITHIN_MS = 40_000;

export interface AnswerProof {
  lost: string[];
  doubled: string[];
  /** Charged otherwise than the client was told, or where nothing is charged. */
  wrong: string[];
}

/** Every answer against the books: one event for each whole one, with what its client was told; none where upstream failed. */
export function proveAnswers(
  books: Books,
  records: readonly CallRecord[],
  killedMs: readonly (readonly number[])[],
): AnswerProof {
  const proof: AnswerProof = { lost: [], doubled: [], wrong: [] };
  for (const record of records) {
    const events = record.requestId === null ? [] : (books.byRequest.get(record.requestId) ?? []);
    const [event] = events;
    if (events.length > 1) proof.doubled.push(`request ${record.requestId} has ${events.length} events`);
    if (event) proof.wrong.push(...whatDiffers(record, event));
    if (!event && mustBeRecorded(record, killedMs[record.node] ?? []))
      proof.lost.push(`request ${record.requestId} (${record.api}, ${record.end}) has no event`);
  }
  proof.wrong.push(...strayEvents(books, records));
  return proof;
}

function mustBeRecorded(record: CallRecord, killedMs: readonly number[]): boolean {
  if (record.end === "whole") return true;
  // The client left after text had come: its node charges what was delivered, unless it died with it.
  const delivered = record.end === "left" && record.seenOutputTokens > 0 && record.order === null;
  return delivered && !killedMs.some((at) => at >= record.sentMs && at <= record.endedMs + DURABLE_WITHIN_MS);
}

function whatDiffers(record: CallRecord, event: BookedEvent): string[] {
  const name = `request ${record.requestId} (${record.api}, ${record.end})`;
  const wrong: string[] = [];
  const compare = (what: string, seen: unknown, booked: unknown) => {
    if (seen !== booked) wrong.push(`${name}: ${what} ${String(seen)}, in the books ${String(booked)}`);
  };
  compare("key", record.keyId, event.keyId);
  compare("model", record.model, event.modelCode);
  compare("protocol", record.api, event.api);
  if (record.chargedTokens !== null) compare("charged", record.chargedTokens, event.planTokens - event.shortfallTokens);
  if (record.end === "whole" && record.usage && !OWN_COUNT.has(record.order)) {
    compare("input", record.usage.inputTokens, event.inputTokens);
    compare("output", record.usage.outputTokens, event.outputTokens);
  }
  if (record.end === "error" && ALWAYS_FAILING.has(record.order))
    wrong.push(`${name}: charged although upstream failed`);
  return wrong;
}

/** Events that no call of the load explains: a key has at most as many as it made calls whose answer never began. */
function strayEvents({ events }: Books, records: readonly CallRecord[]): string[] {
  const known = new Set(records.flatMap(({ requestId }) => requestId ?? []));
  const unexplained = new Map<string, number>();
  for (const event of events) {
    if (event.outcome === "reported" || known.has(event.requestId)) continue;
    unexplained.set(event.keyId, (unexplained.get(event.keyId) ?? 0) + 1);
  }
  for (const { requestId, keyId } of records) {
    if (requestId === null) unexplained.set(keyId, (unexplained.get(keyId) ?? 0) - 1);
  }
  return [...unexplained].flatMap(([keyId, count]) =>
    count > 0 ? [`key ${keyId} has ${count} events that nobody caused`] : [],
  );
}
