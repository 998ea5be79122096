import { shanghaiDay } from "@/lib/time/calendar";
import type { CallRecord } from "./call-record";
import type { ChaosAccount } from "./open-world";
import type { BookedEvent, Books } from "./read-books";

/** What a revocation or a freeze may take to reach every node. */
export const HOLDS_WITHIN_MS = 1_000;

/** No bucket and no account below zero, by the buckets and by the events that debited them. */
export function proveBalances({ events, grants }: Books): string[] {
  const debited = new Map<string, number>();
  const problems: string[] = [];
  for (const event of events) {
    for (const { grantId, tokens, afterTokens } of event.debits) {
      debited.set(grantId, (debited.get(grantId) ?? 0) + tokens);
      if (afterTokens < 0) problems.push(`event ${event.id} took a bucket below zero`);
    }
  }
  for (const [id, { granted, least }] of grants) {
    if (least < 0 || (debited.get(id) ?? 0) > granted) problems.push(`bucket ${id} is overdrawn`);
  }
  return problems;
}

/** No cap of a key passed, in any Shanghai day, month, or in total; by what was charged. */
export function proveCaps({ events, keys }: Books): string[] {
  const spent = new Map<string, number>();
  const add = (name: string, event: BookedEvent) =>
    spent.set(name, (spent.get(name) ?? 0) + event.planTokens - event.shortfallTokens);
  for (const event of events) {
    const day = shanghaiDay(event.occurredAt);
    for (const window of [day, day.slice(0, 7), "total"]) add(`${event.keyId}/${window}`, event);
  }
  const caps = new Map(keys.map((key) => [key.id, key]));
  return [...spent].flatMap(([name, tokens]) => {
    const [keyId = "", window = ""] = name.split("/");
    const key = caps.get(keyId);
    const cap = window === "total" ? key?.total : window.length === 7 ? key?.month : key?.day;
    return cap !== undefined && cap !== null && tokens > cap ? [`key ${keyId}: ${tokens} of ${cap} (${window})`] : [];
  });
}

/** Nobody admitted with a revoked key or on a frozen account, beyond the second it may take. */
export function proveStops(accounts: readonly ChaosAccount[], records: readonly CallRecord[]): string[] {
  const revoked = new Map(
    accounts.flatMap(({ keys }) => keys.map(({ keyId, revokedMs }) => [String(keyId), revokedMs])),
  );
  const problems: string[] = [];
  for (const { keyId, account, status, sentMs, endedMs, requestId } of records) {
    if (status !== 200) continue;
    const revokedMs = revoked.get(keyId) ?? null;
    if (revokedMs !== null && sentMs > revokedMs + HOLDS_WITHIN_MS)
      problems.push(`request ${requestId}: admitted ${sentMs - revokedMs} ms after the key was revoked`);
    for (const { fromMs, untilMs } of accounts[account]?.frozen ?? []) {
      if (sentMs > fromMs + HOLDS_WITHIN_MS && (untilMs === null || endedMs < untilMs))
        problems.push(`request ${requestId}: admitted ${sentMs - fromMs} ms after the account was frozen`);
    }
  }
  return problems;
}
