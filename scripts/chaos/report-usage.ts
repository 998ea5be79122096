import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { showId } from "@/lib/ids/ids";
import { USAGE_EVENT_TYPE } from "@/lib/ingestion/ingested-event";
import { toInstant } from "@/lib/time/calendar";
import { businessNow, systemMs } from "@/lib/time/clock";
import type { ChaosAccount } from "./open-world";
import { MODELS } from "./plan-call";
import type { Prng } from "./prng";

export const REPORTER = "urn:chaos:billing";
/** Below the most that a report may hold. */
const MOST_IN_REPORT = 20;
const PAUSE_MS = 200;
const LATEST_SECONDS = 7_200;

interface UsageReport extends Record<string, unknown> {
  id: string;
}

export interface Reporting {
  url: string;
  secret: string;
  accounts: readonly ChaosAccount[];
  chance: Prng;
  untilMs: number;
  stopped: AbortSignal;
}

export interface Reported {
  /** Ids that were taken in for certain. */
  acknowledged: Set<string>;
  /** Ids that were sent and never answered. */
  sent: Set<string>;
  duplicates: number;
}

/**
 * Reports usage as another system of the operator would: in batches, late, sometimes twice in a batch, from two places at once,
 * and again and again until it is answered.
 */
export async function reportUsage(reporting: Reporting, reported: Reported): Promise<void> {
  const { chance, untilMs, stopped } = reporting;
  const open: UsageReport[] = [];
  const answered: UsageReport[] = [];
  let made = 0;
  while ((systemMs() < untilMs || open.length > 0) && !stopped.aborted && systemMs() < untilMs + 60_000) {
    if (systemMs() < untilMs) {
      for (let fresh = chance.integer(1, 6); fresh > 0; fresh -= 1) open.push(usageReport((made += 1), reporting));
    }
    const batch = open.slice(0, MOST_IN_REPORT);
    const old = answered[Math.floor(chance.next() * answered.length)];
    if (old && chance.chance(0.4)) batch.push(old);
    const [first] = batch;
    if (first && chance.chance(0.2)) batch.push(first);
    for (const { id } of batch) reported.sent.add(id);
    const posts = [post(reporting, batch, reported)];
    if (chance.chance(0.2)) posts.push(post(reporting, batch, reported));
    if ((await Promise.all(posts)).some((isAnswered) => isAnswered)) answered.push(...open.splice(0, MOST_IN_REPORT));
    await delay(PAUSE_MS);
  }
}

function usageReport(number: number, { accounts, chance }: Reporting): UsageReport {
  const account = accounts[Math.floor(chance.next() * accounts.length)];
  if (!account) throw new Error("no account");
  const key = chance.chance(0.3) ? account.keys[0] : undefined;
  const late = chance.chance(0.5) ? chance.integer(0, LATEST_SECONDS) * 1_000 : 0;
  const inputTokens = chance.integer(0, 400);
  return {
    specversion: "1.0",
    id: `r${number}`,
    source: REPORTER,
    type: USAGE_EVENT_TYPE,
    // Nothing happened before the account was there.
    time: toInstant(Math.max(account.openedMs, businessNow().getTime() - late)).toISOString(),
    subject: showId("acc", account.owner.accountId),
    data: {
      model: chance.pick(MODELS),
      inputTokens,
      cachedInputTokens: chance.integer(0, inputTokens),
      outputTokens: chance.integer(0, 400),
      ...(key && { keyId: showId("key", key.keyId) }),
    },
  };
}

const Answer = z.object({ events: z.array(z.looseObject({ id: z.string().nullable(), status: z.string() })) });

async function post({ url, secret }: Reporting, batch: readonly UsageReport[], reported: Reported): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/cloudevents-batch+json", authorization: `Bearer ${secret}` },
      body: JSON.stringify(batch),
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) return false;
    const { events } = Answer.parse(await response.json());
    for (const { id, status } of events) {
      if (id === null || status === "invalid") throw new TypeError(`a report was refused as ${status}`);
      reported.acknowledged.add(id);
      if (status === "duplicate") reported.duplicates += 1;
    }
    return true;
  } catch (error) {
    // The door was killed, or is not there yet: the report is sent again. A wrong report is a fault of this run.
    if (error instanceof TypeError && error.cause === undefined) throw error;
    return false;
  }
}
