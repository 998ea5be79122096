import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import { bodyHash } from "@/lib/ingestion/cloud-event";
import { finishReceived } from "@/lib/ingestion/finish-received";
import { claimEvents } from "@/lib/ingestion/store";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import type { TestAccount } from "@/lib/testing/make-account";
import { readBucket } from "@/lib/testing/make-bucket";
import { makeUsageEvent, REPORT_SOURCE, REPORTING_CLIENT } from "@/lib/testing/make-usage-event";
import { accountOfOld, bucketAt, NOW, openForReports, OPENED, report } from "@/lib/testing/open-for-reports";
import { usageOf } from "@/lib/testing/usage-of";
import { toInstant } from "@/lib/time/calendar";

let account: TestAccount;
const eventOf = (wish?: Parameters<typeof makeUsageEvent>[1]) => makeUsageEvent(account, wish);

beforeAll(openForReports);
beforeEach(async () => {
  account = await accountOfOld();
});

describe("a process that is killed", () => {
  test("between claim and settlement loses nothing: the worker charges what is left, once", async () => {
    const bucket = await bucketAt(account, OPENED, 1_000);
    const body = eventOf();
    const claim = { source: REPORT_SOURCE, id: body.id, eventId: newUuid(NOW), body, bodyHash: bodyHash(body) };
    await claimEvents([claim], REPORTING_CLIENT.clientId, NOW);
    expect((await auditBooks()).differences).toMatchObject([{ check: "reported event is not stuck" }]);
    expect(await report(body)).toMatchObject([{ status: "duplicate", bodyDiffers: false }]);

    expect(await finishReceived(NOW)).toBe(0); // its own request may still be at it
    const later = toInstant(NOW.getTime() + 61_000);
    await Promise.all([finishReceived(later), finishReceived(later)]);
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 200 });
    expect(await usageOf(account)).toMatchObject([{ id: claim.eventId }]);
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
    expect(await usageOf(account)).toHaveLength(20);
    await expectCleanBooks();
  });

  test("between settlement and its note charges once, and keeps who paid", async () => {
    const bucket = await bucketAt(account, OPENED, 1_000);
    const event = eventOf();
    await report(event);
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
