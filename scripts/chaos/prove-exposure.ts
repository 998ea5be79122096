import { rate } from "@/lib/charging/rate";
import { ALWAYS_FAILING, type CallRecord } from "./call-record";
import type { Books } from "./read-books";

export interface ExposureProof {
  /** Calls whose clients got text and whose nodes died before anything was recorded. */
  calls: number;
  /** What these clients had got, in plan tokens. */
  tokens: number;
  /** What slices of dead nodes gave back: no more can have been served unrecorded. */
  boundTokens: number;
  problems: string[];
}

/** What was served and never recorded, as far as clients saw it, against the bound of the slices; key by key and in all. */
export function proveExposure(books: Books, records: readonly CallRecord[]): ExposureProof {
  const weights = new Map(books.versions.map((version) => [`${version.modelCode}/${version.versionNo}`, version]));
  const served = new Map<string, number>();
  const whichOf = new Map<string, string[]>();
  let calls = 0;
  for (const record of records) {
    // A failure that the gateway told of is the operator's loss by rule, and counted where it happened.
    if (ALWAYS_FAILING.has(record.order) || (record.end !== "broken" && record.end !== "left")) continue;
    if (record.seenOutputTokens === 0) continue;
    if (record.requestId === null || books.byRequest.has(record.requestId)) continue;
    const terms = weights.get(`${record.model}/${record.weightVersionNo}`);
    if (!terms) continue;
    const usage = {
      inputTokens: record.seenInputTokens,
      cachedInputTokens: 0,
      outputTokens: record.seenOutputTokens,
    };
    calls += 1;
    const which = `${record.requestId} (${record.api}, ${record.order}, ${record.end}, gateway-${record.node})`;
    whichOf.set(record.keyId, [...(whichOf.get(record.keyId) ?? []), which]);
    served.set(record.keyId, (served.get(record.keyId) ?? 0) + rate(usage, terms));
  }
  const problems = [...served].flatMap(([keyId, tokens]) => {
    const bound = books.lapsedTokens.get(keyId) ?? 0;
    if (tokens <= bound) return [];
    const which = (whichOf.get(keyId) ?? []).join(", ");
    return [`key ${keyId}: ${tokens} served unrecorded, its lapsed slices gave back ${bound}: ${which}`];
  });
  const sum = (amounts: Iterable<number>) => [...amounts].reduce((total, tokens) => total + tokens, 0);
  return { calls, tokens: sum(served.values()), boundTokens: sum(books.lapsedTokens.values()), problems };
}
