import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/in-transaction";
import { newUuid } from "@/lib/ids/ids";
import { bodyHash } from "@/lib/ingestion/cloud-event";
import { finishReceived } from "@/lib/ingestion/finish-received";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { claimEvents } from "@/lib/ingestion/store";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { makeUsageEvent, REPORT_SOURCE, REPORTING_CLIENT } from "@/lib/testing/make-usage-event";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

const OPENED = toInstant("2026-05-01T02:00:00Z");
const NOW = toInstant("2026-05-20T06:32:00Z");
let account: TestAccount;
const eventOf = (wish?: Parameters<typeof makeUsageEvent>[1]) => makeUsageEvent(account, wish);

beforeAll(async () => {
  await setTestClock(NOW);
  await inTransaction((tx) => seedCatalogue(tx, NOW));
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

async function usageOf() {
  return db().usageEvent.findMany({ where: { cell: account.cell, accountId: account.accountId } });
}

async function expectCleanBooks(): Promise<void> {
  expect((await auditBooks()).differences).toEqual([]);
}

describe("a process that is killed", () => {
  test("between claim and settlement loses nothing: the worker charges what is left, once", async () => {
    const bucket = await bucketAt(OPENED, 1_000);
    const body = eventOf();
    const claim = { source: REPORT_SOURCE, id: body.id, eventId: newUuid(NOW), body, bodyHash: bodyHash(body) };
    await claimEvents([claim], REPORTING_CLIENT.clientId, NOW);
    expect((await auditBooks()).differences).toMatchObject([{ check: "reported event is not stuck" }]);
    expect(await ingest(body)).toMatchObject([{ status: "duplicate", bodyDiffers: false }]);

    expect(await finishReceived(NOW)).toBe(0); // its own request may still be at it
    const later = toInstant(NOW.getTime() + 61_000);
    await Promise.all([finishReceived(later), finishReceived(later)]);
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 200 });
    expect(await usageOf()).toMatchObject([{ id: claim.eventId }]);
    await expectCleanBooks();
  });

  test("leaves twenty events of an account without any bucket: three workers at once charge each once", async () => {
    const events = Array.from({ length: 20 }, () => eventOf());
    const claims = events.map((body) => ({
      source: REPORT_SOURCE,
      id: body.id,
      eventId: newUuid(NOW),
      body,
      bodyHash: bodyHash(body),
    }));
    await claimEvents(claims, REPORTING_CLIENT.clientId, NOW);
    const later = toInstant(NOW.getTime() + 61_000);
    await Promise.all([finishReceived(later), finishReceived(later), finishReceived(later)]);
    expect(await usageOf()).toHaveLength(20);
    await expectCleanBooks();
  });

  test("between settlement and its note charges once, and keeps who paid", async () => {
    const bucket = await bucketAt(OPENED, 1_000);
    const event = eventOf();
    await ingest(event);
    await poolSql("UPDATE ingested_event SET status = 'received', closed_at = NULL WHERE source_id = $1", [event.id]);
    await db().account.update({
      where: { cell_id: { cell: account.cell, id: account.accountId } },
      data: { status: "frozen", frozenAt: OPENED },
    });
    expect(await finishReceived(toInstant(NOW.getTime() + 61_000))).toBe(1);
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 200 });
    await expectCleanBooks();
  });
});
