import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { inTransaction } from "@/lib/db/in-transaction";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { REPORTING_CLIENT } from "@/lib/testing/make-usage-event";
import { raiseWeights } from "@/lib/testing/raise-weights";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";

/** When an account opened, when glm-5 rose from 2.0 / 0.4 / 8.0 to 3.0 / 0.6 / 12.0, and when usage is reported. */
export const OPENED = toInstant("2026-05-01T02:00:00Z");
const RISE = toInstant("2026-05-10T00:00:00Z");
export const NOW = toInstant("2026-05-20T06:32:00Z");

/** Makes it NOW, with the catalogue that reported usage is rated by. */
export async function openForReports(): Promise<void> {
  await setTestClock(NOW);
  await inTransaction((tx) => seedCatalogue(tx, NOW));
  await raiseWeights("glm-5", RISE);
}

/** An account that opened at OPENED. */
export function accountOfOld(): Promise<TestAccount> {
  return during(OPENED, makeAccount);
}

/** A bucket granted at an instant. */
export function bucketAt(account: TestAccount, at: Date, tokens: number, expiresAt?: Date): Promise<string> {
  return during(at, () => makeBucket(account, { tokens, ...(expiresAt ? { expiresAt } : {}) }));
}

/** What a system that may report for every source is answered. */
export function report(...events: unknown[]) {
  return ingestEvents(contextOf(REPORTING_CLIENT), events);
}

async function during<T>(at: Date, make: () => Promise<T>): Promise<T> {
  await setTestClock(at);
  const made = await make();
  await setTestClock(NOW);
  return made;
}
