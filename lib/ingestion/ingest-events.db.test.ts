import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClientActor } from "@/lib/auth/actor";
import { auditBooks } from "@/lib/books/audit-books";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { cellOf } from "@/lib/ids/cell";
import { newId, newUuid, parseId, showId } from "@/lib/ids/ids";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { contextOf, type TestAccount } from "@/lib/testing/make-account";
import { readBucket } from "@/lib/testing/make-bucket";
import { makeUsageEvent, REPORT_SOURCE, REPORTING_CLIENT } from "@/lib/testing/make-usage-event";
import { accountOfOld, bucketAt, NOW, openForReports, OPENED, report } from "@/lib/testing/open-for-reports";
import { usageOf } from "@/lib/testing/usage-of";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { NO_KEY_ID } from "@/lib/usage/usage";

let account: TestAccount;
const eventOf = (wish?: Parameters<typeof makeUsageEvent>[1]) => makeUsageEvent(account, wish);

beforeAll(openForReports);
beforeEach(async () => {
  account = await accountOfOld();
});

describe("reported usage", () => {
  test("is charged at its own time, charted on its own day, and files under its fresh id", async () => {
    const bucket = await bucketAt(account, OPENED, 1_000);
    const event = eventOf();
    // 50 × 2.0 + 50 × 0.4 + 10 × 8.0: promised with the bucket, whatever holds since.
    expect(await report(event)).toMatchObject([{ status: "settled", planTokens: 200, shortfallTokens: 0 }]);
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 200, remaining: 800 });
    const [usage] = await usageOf(account);
    expect(usage).toMatchObject({
      keyId: NO_KEY_ID,
      requestId: event.id,
      upstreamCode: REPORT_SOURCE,
      outcome: "reported",
      api: "ingested",
      occurredAt: toInstant(event.time),
      recordedAt: NOW,
      day: toInstant("2026-05-20"),
    });
    const [day] = await db().usageDaily.findMany({ where: { cell: account.cell, accountId: account.accountId } });
    // 15:59 in UTC is one minute before midnight in Shanghai.
    expect(day).toMatchObject({ day: toInstant("2026-05-19"), planTokens: 200n, keyId: NO_KEY_ID });
    await expectCleanBooks();
  });

  test("may name a key or a number, and counts for the key", async () => {
    await bucketAt(account, OPENED, 1_000);
    const keyId = newId("key", OPENED);
    const { cell, accountId, phone } = account;
    await db().apiKey.create({
      data: { cell, id: keyId, accountId, name: "voice", secretHmac: keyId, hint: "tk", createdAt: OPENED },
    });
    await db().phoneDirectory.create({
      data: { cell: cellOf(phone), phone, subscriberId: "s", accountCell: cell, accountId, updatedAt: OPENED },
    });
    const { subject: _subject, ...unnamed } = eventOf();
    const answers = await report(
      eventOf({ subject: showId("key", keyId) }),
      { ...unnamed, data: { ...unnamed.data, phone: phone.slice(3) } },
      eventOf({ subject: showId("acc", accountId), data: { keyId: showId("key", newId("key", NOW)) } }),
      { ...eventOf({ subject: showId("key", keyId) }), data: { ...unnamed.data, phone: "17000009999" } },
    );
    expect(answers).toMatchObject([
      { status: "settled" },
      { status: "settled" },
      { status: "dead_letter", reason: "key_unknown" },
      { status: "dead_letter", reason: "phone_unknown" },
    ]);
    expect(new Set((await usageOf(account)).map((usage) => usage.keyId))).toEqual(new Set([keyId, NO_KEY_ID]));
  });

  test("of a batch is answered one by one, in order: good, known, wrong and refused", async () => {
    await bucketAt(account, OPENED, 1_000);
    const good = eventOf();
    const answers = await report(
      good,
      { ...good },
      { ...good, data: { ...good.data, outputTokens: 11 } },
      { ...good, id: undefined },
      eventOf({ subject: showId("acc", newId("acc", NOW)) }),
      "nothing",
    );
    expect(answers).toMatchObject([
      { status: "settled", id: good.id },
      { status: "duplicate", bodyDiffers: false },
      { status: "duplicate", bodyDiffers: true },
      { status: "invalid", reason: "id", source: REPORT_SOURCE },
      { status: "dead_letter", reason: "account_unknown" },
      { status: "invalid", reason: "not_an_object" },
    ]);
    expect(await usageOf(account)).toHaveLength(1);
    await expectCleanBooks();
  });

  test("is refused from a source that its system may not report for", async () => {
    const narrow: ClientActor = { ...REPORTING_CLIENT, sources: ["urn:example:sms"] };
    const event = eventOf();
    const answers = await ingestEvents(contextOf(narrow), [event]);
    expect(answers).toMatchObject([{ status: "invalid", reason: "source_not_allowed" }]);
    expect(await db().ingestedEvent.count({ where: { sourceId: event.id } })).toBe(0);
  });
});

describe("once for ever", () => {
  test("a repeat, and ten at once, charge once; another body under the same name is told and never charged", async () => {
    const bucket = await bucketAt(account, OPENED, 10_000);
    const events = Array.from({ length: 5 }, () => eventOf());
    const all = await Promise.all(Array.from({ length: 10 }, () => report(...events)));
    expect(all.flat().filter(({ status }) => status === "settled")).toHaveLength(5);
    expect(await report(...events)).toMatchObject(events.map(() => ({ status: "duplicate", bodyDiffers: false })));
    const changed = events.map((event) => ({ ...event, time: "2026-05-19T15:58:00Z" }));
    expect(await report(...changed)).toMatchObject(events.map(() => ({ status: "duplicate", bodyDiffers: true })));
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 1_000 });
    await expectCleanBooks();
  });

  test("at once without any bucket: charged once all the same", async () => {
    const event = eventOf();
    const all = await Promise.all(Array.from({ length: 6 }, () => report(event)));
    expect(
      all
        .flat()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual([...Array.from({ length: 5 }, () => "duplicate"), "settled"]);
    expect(await usageOf(account)).toMatchObject([{ shortfallTokens: 300n }]);
  });
});

describe("the books", () => {
  test("find a settled event without its charge, and a charge without its event", async () => {
    await bucketAt(account, OPENED, 1_000);
    const event = eventOf();
    const [answer] = await report(event);
    const name = event.id;
    const eventId = answer && "eventId" in answer ? answer.eventId : "";
    const moved = newUuid(businessNow());
    await poolSql("UPDATE ingested_event SET event_id = $2 WHERE source_id = $1", [name, moved]);
    expect((await auditBooks()).differences).toMatchObject([
      { check: "reported event charged once, and only when settled", subject: moved },
      { check: "reported usage was taken in", subject: parseId("evt", eventId) },
    ]);
    await poolSql("UPDATE ingested_event SET event_id = $2 WHERE source_id = $1", [name, parseId("evt", eventId)]);
    await expect(poolSql("DELETE FROM ingested_event")).rejects.toMatchObject({ constraint: "immutable_row" });
    await expectCleanBooks();
  });
});
