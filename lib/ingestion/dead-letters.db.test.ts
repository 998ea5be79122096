import { beforeAll, describe, expect, test } from "vitest";
import { findAuditEntries } from "@/lib/audit/find-audit-entries";
import { CATALOGUE_CHANNEL } from "@/lib/catalogue/get-catalogue";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { cellOf } from "@/lib/ids/cell";
import { newId, newUuid, showId } from "@/lib/ids/ids";
import { countDeadLetters } from "@/lib/ingestion/count-dead-letters";
import { discardDeadLetter } from "@/lib/ingestion/discard-dead-letter";
import { findDeadLetters, FindDeadLettersInput } from "@/lib/ingestion/find-dead-letters";
import { repairDeadLetter, RepairDeadLetterInput } from "@/lib/ingestion/repair-dead-letter";
import { replayDeadLetters } from "@/lib/ingestion/replay-dead-letters";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { makeStaff } from "@/lib/testing/make-staff";
import { REPORT_SOURCE } from "@/lib/testing/make-usage-event";
import { accountOfOld, bucketAt, NOW, openForReports, OPENED, report } from "@/lib/testing/open-for-reports";
import { toInstant } from "@/lib/time/calendar";

const TIME = "2026-05-19T06:00:00Z";

let finance: Awaited<ReturnType<typeof makeStaff>>["actor"];
let account: TestAccount;
let bucket: string;
let sent = 0;

beforeAll(async () => {
  await openForReports();
  account = await accountOfOld();
  bucket = await bucketAt(account, OPENED, 100_000);
  finance = (await makeStaff("孙岩", ["finance"])).actor;
});

function eventOf(change: object = {}, data: object = {}) {
  sent += 1;
  return {
    specversion: "1.0",
    type: "com.tokenhall.usage.v1",
    source: REPORT_SOURCE,
    id: `letter-${sent}`,
    time: TIME,
    subject: showId("acc", account.accountId),
    data: { model: "glm-5", inputTokens: 100, outputTokens: 10, ...data },
    ...change,
  };
}

/** One event that becomes a dead letter. */
async function bury(change: object = {}, data: object = {}) {
  const event = eventOf(change, data);
  const [answer] = await report(event);
  expect(answer).toMatchObject({ status: "dead_letter" });
  return event;
}

const staff = () => contextOf(finance);
const name = ({ source, id }: { source: string; id: string }) => ({ source, id });
const find = (wish: object) => findDeadLetters(staff(), FindDeadLettersInput.parse(wish));

async function letterOf(id: string) {
  const { letters } = await find({ id });
  const [letter] = letters;
  if (!letter) throw new Error("no such letter");
  return letter;
}

async function repair(id: string, change: object) {
  const letter = await letterOf(id);
  const { payer, model, time } = letter.fields;
  const amounts = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 10 };
  return repairDeadLetter(
    staff(),
    RepairDeadLetterInput.parse({
      source: REPORT_SOURCE,
      id,
      seen: letter.seen,
      payer,
      model,
      time,
      ...amounts,
      ...change,
    }),
  );
}

describe("what cannot be charged", () => {
  test("waits with its reason, counted, filtered and in pages", async () => {
    await bury({ subject: showId("acc", newId("acc", NOW)) });
    await bury({}, { model: "nobody-1" });
    const before = await countDeadLetters(staff());
    for (let more = 0; more < 51; more += 1) await bury({}, { inputTokens: -1 });
    expect(await countDeadLetters(staff())).toBe(before + 51);
    const first = await find({ reason: "amount_invalid" });
    expect(first.letters).toHaveLength(50);
    expect(first.letters[0]).toMatchObject({ reason: "amount_invalid", field: "inputTokens", state: "dead" });
    const second = await find({ reason: "amount_invalid", after: first.next });
    expect(second.letters).toHaveLength(1);
    expect(second.next).toBeNull();
    expect(first.counts).toContainEqual({ reason: "amount_invalid", count: 51 });
    expect(first.sources).toEqual([REPORT_SOURCE]);
    expect((await find({ source: "urn:other" })).letters).toEqual([]);
    await expectCleanBooks();
  });

  test.each([
    [() => ({ time: "2026-05-20T06:40:00Z" }), "time_ahead"],
    [() => ({ time: "2026-01-01T00:00:00Z" }), "time_too_old"],
    [() => ({ time: "2026-05-01T01:59:59Z" }), "account_not_open"],
    [() => ({ subject: undefined }), "account_missing"],
  ])("has its own reason: %#", async (change, reason) => {
    const event = await bury(change());
    expect(await letterOf(event.id)).toMatchObject({ reason });
  });

  test("is usage after its account was frozen; what was used before is charged", async () => {
    const frozen = await accountOfOld();
    const own = await bucketAt(frozen, OPENED, 10_000);
    await db().account.update({
      where: { cell_id: { cell: frozen.cell, id: frozen.accountId } },
      data: { status: "frozen", frozenAt: toInstant("2026-05-10T00:00:00Z") },
    });
    const subject = showId("acc", frozen.accountId);
    const answers = await report(
      eventOf({ subject, time: "2026-05-09T23:59:59Z" }),
      eventOf({ subject, time: "2026-05-10T00:00:00Z" }),
    );
    expect(answers).toMatchObject([{ status: "settled" }, { status: "dead_letter", reason: "account_frozen" }]);
    expect(await readBucket(frozen, own)).toMatchObject({ consumed: 280 });
  });
});

describe("repair and replay", () => {
  test("charge the repaired event once, under its own id; the original stays beside it", async () => {
    const event = await bury({ subject: "acc_of-nobody" }, { model: "glm-5", inputTokens: 100 });
    const before = await readBucket(account, bucket);
    await repair(event.id, { payer: showId("acc", account.accountId) });
    const letter = await letterOf(event.id);
    expect(letter.state).toBe("dead");
    expect(JSON.parse(letter.body)).toEqual(event);
    expect(JSON.parse(letter.repaired ?? "")).toMatchObject({
      id: event.id,
      subject: showId("acc", account.accountId),
    });

    const all = await Promise.all(
      Array.from({ length: 4 }, () => replayDeadLetters(staff(), { events: [name(event)] })),
    );
    expect(all.flatMap(({ events }) => events).filter(({ status }) => status === "settled")).toHaveLength(1);
    expect((await readBucket(account, bucket)).consumed - before.consumed).toBe(280);
    const row = await db().ingestedEvent.findFirstOrThrow({ where: { sourceId: event.id } });
    const [usage] = await db().usageEvent.findMany({ where: { cell: account.cell, id: row.eventId } });
    expect(usage).toMatchObject({ requestId: event.id, occurredAt: toInstant(TIME) });
    await expectCleanBooks();

    const auditor = await makeStaff("方晴", ["auditor"]);
    const { entries, chain } = await findAuditEntries(contextOf(auditor.actor), {
      subject: showId("evt", row.eventId),
    });
    expect(entries.map(({ action }) => action)).toEqual(["dead_letter.replayed", "dead_letter.repaired"]);
    expect(chain.ok).toBe(true);
  });

  test("work by number, and when the account is opened afterwards the letter still is not its usage", async () => {
    const event = await bury({ subject: undefined }, { phone: "17000008888" });
    expect(await letterOf(event.id)).toMatchObject({ reason: "phone_unknown", fields: { payer: "17000008888" } });
    const opened = await makeAccount();
    const phone = "+8617000008888";
    await db().phoneDirectory.create({
      data: {
        cell: cellOf(phone),
        phone,
        subscriberId: "s",
        accountCell: opened.cell,
        accountId: opened.accountId,
        updatedAt: NOW,
      },
    });
    expect((await replayDeadLetters(staff(), { events: [name(event)] })).events).toMatchObject([
      { status: "dead_letter", reason: "account_not_open" },
    ]);
    await repair(event.id, { payer: "170 0000 8888", time: NOW.toISOString() });
    await makeBucket(opened, { tokens: 1_000 });
    expect((await replayDeadLetters(staff(), { events: [name(event)] })).events).toMatchObject([{ status: "settled" }]);
  });

  test("work once the model has a weight", async () => {
    const event = await bury({}, { model: "late-1" });
    const other = await bury({}, { model: "glm-5", outputTokens: -3 });
    await poolSql(
      `WITH made AS (INSERT INTO model (id, code, supplier_id, family, display_name, display_name_zh, context_tokens, default_output_tokens, sort_order, created_at)
         SELECT $1, 'late-1', supplier_id, 'late', 'Late', '迟', 1000, 1000, 99, $3 FROM model LIMIT 1 RETURNING id)
       INSERT INTO model_weight_version (id, model_id, version_no, input_milli, cached_input_milli, output_milli, valid_from, created_at)
       SELECT $2, id, 1, 1000, 1000, 1000, $3, $3 FROM made`,
      [newUuid(OPENED), newUuid(OPENED), OPENED],
    );
    await poolSql("SELECT pg_notify($1, '')", [CATALOGUE_CHANNEL]);
    await expect
      .poll(async () => (await replayDeadLetters(staff(), { events: [name(event), name(other)] })).events)
      .toMatchObject([{ status: expect.stringMatching(/settled|unchanged/) }, { status: "dead_letter" }]);
    expect(await db().ingestedEvent.findFirst({ where: { sourceId: event.id } })).toMatchObject({ status: "settled" });
    await expectCleanBooks();
  });

  test("are refused for what somebody else has changed or closed, and read-only staff", async () => {
    const event = await bury({}, { outputTokens: -1 });
    const stale = await letterOf(event.id);
    await repair(event.id, { outputTokens: 20 });
    const input = {
      source: REPORT_SOURCE,
      id: event.id,
      payer: stale.fields.payer,
      model: "glm-5",
      time: TIME,
      inputTokens: 1,
    };
    const repeated = { ...input, cachedInputTokens: 0, outputTokens: 5, seen: stale.seen };
    await expect(repairDeadLetter(staff(), repeated)).rejects.toMatchObject({ code: "DEAD_LETTER_CHANGED" });
    await replayDeadLetters(staff(), { events: [name(event)] });
    await expect(repairDeadLetter(staff(), repeated)).rejects.toMatchObject({ code: "DEAD_LETTER_CLOSED" });
    await expect(discardDeadLetter(staff(), { ...name(event), reason: "x" })).rejects.toMatchObject({
      code: "DEAD_LETTER_CLOSED",
    });
    const support = contextOf((await makeStaff("何敏", ["support"])).actor);
    expect(await countDeadLetters(support)).toBeGreaterThan(0);
    await expect(replayDeadLetters(support, { events: [name(event)] })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

test("a discarded event is never charged, stays known, and says why", async () => {
  const event = await bury({}, { outputTokens: -1 });
  await discardDeadLetter(staff(), { ...name(event), reason: "测试数据" });
  await discardDeadLetter(staff(), { ...name(event), reason: "again" });
  expect((await find({ state: "discarded", id: event.id })).letters).toMatchObject([{ note: "测试数据" }]);
  expect((await replayDeadLetters(staff(), { events: [name(event)] })).events).toMatchObject([{ status: "unchanged" }]);
  expect(await report(event)).toMatchObject([{ status: "duplicate", bodyDiffers: false }]);
  await expectCleanBooks();
});
