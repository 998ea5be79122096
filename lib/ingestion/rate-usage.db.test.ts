import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import { inTransaction } from "@/lib/db/in-transaction";
import { expireGrants } from "@/lib/grants/expire-grants";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { makeUsageEvent, REPORTING_CLIENT } from "@/lib/testing/make-usage-event";
import { raiseWeights } from "@/lib/testing/raise-weights";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

const OPENED = toInstant("2026-05-01T02:00:00Z");
const RISE = toInstant("2026-05-10T00:00:00Z"); // glm-5 from 2.0 / 0.4 / 8.0 to 3.0 / 0.6 / 12.0
const NOW = toInstant("2026-05-20T06:32:00Z");
let account: TestAccount;
const eventOf = (wish?: Parameters<typeof makeUsageEvent>[1]) => makeUsageEvent(account, wish);

beforeAll(async () => {
  await setTestClock(NOW);
  await inTransaction((tx) => seedCatalogue(tx, NOW));
  await raiseWeights("glm-5", RISE);
});

beforeEach(async () => {
  await setTestClock(OPENED);
  account = await makeAccount();
  await setTestClock(NOW);
});

async function ingest(...events: unknown[]) {
  return ingestEvents(contextOf(REPORTING_CLIENT), events);
}

/** A bucket granted at an instant. */
async function bucketAt(at: Date, tokens: number, expiresAt?: Date): Promise<string> {
  await setTestClock(at);
  const bucket = await makeBucket(account, { tokens, ...(expiresAt ? { expiresAt } : {}) });
  await setTestClock(NOW);
  return bucket;
}

async function expectCleanBooks(): Promise<void> {
  expect((await auditBooks()).differences).toEqual([]);
}

describe("late", () => {
  test("usage has the weights of the bucket that stood first then, although it is empty now; younger buckets do not pay", async () => {
    const old = await bucketAt(OPENED, 200);
    await ingest(eventOf()); // takes the old bucket's last token, now
    expect(await readBucket(account, old)).toMatchObject({ remaining: 0 });
    const young = await bucketAt(toInstant("2026-05-15T00:00:00Z"), 10_000);

    const [early] = await ingest(eventOf({ time: "2026-05-12T00:00:00Z" }));
    expect(early).toMatchObject({ status: "settled", planTokens: 200, shortfallTokens: 200 });
    expect(await readBucket(account, young)).toMatchObject({ consumed: 0 });

    const [then] = await ingest(eventOf({ time: "2026-05-16T00:00:00Z" }));
    // The old bucket still stood first on the 16th: its last token went on the 20th. The young one pays at those weights.
    expect(then).toMatchObject({ status: "settled", planTokens: 200, shortfallTokens: 0 });
    await expectCleanBooks();
  });

  test("usage after a bucket had been used up has the weights of the next one", async () => {
    await bucketAt(OPENED, 200);
    await setTestClock(toInstant("2026-05-14T00:00:00Z"));
    await ingest(eventOf({ time: "2026-05-13T00:00:00Z" }));
    await bucketAt(toInstant("2026-05-15T00:00:00Z"), 10_000);
    const [answer] = await ingest(eventOf({ time: "2026-05-16T00:00:00Z" }));
    expect(answer).toMatchObject({ status: "settled", planTokens: 300, shortfallTokens: 0 });
    await expectCleanBooks();
  });

  test("usage without any bucket has the weights in force then, and is the operator's exposure", async () => {
    expect(
      await ingest(eventOf({ time: "2026-05-09T23:59:59Z" }), eventOf({ time: "2026-05-10T00:00:00Z" })),
    ).toMatchObject([
      { planTokens: 200, shortfallTokens: 200 },
      { planTokens: 300, shortfallTokens: 300 },
    ]);
    await expectCleanBooks();
  });

  test("a bucket that is booked as expired does not pay; one that was not alive yet does not either", async () => {
    const expired = await bucketAt(OPENED, 1_000, toInstant("2026-05-18T16:00:00Z"));
    await expireGrants(NOW);
    const young = await bucketAt(toInstant("2026-05-18T00:00:00Z"), 1_000);
    const [answer] = await ingest(eventOf({ time: "2026-05-17T00:00:00Z" }));
    expect(answer).toMatchObject({ planTokens: 200, shortfallTokens: 200 });
    expect(await readBucket(account, expired)).toMatchObject({ consumed: 0, expired: 1_000 });
    expect(await readBucket(account, young)).toMatchObject({ consumed: 0 });
    await expectCleanBooks();
  });
});
