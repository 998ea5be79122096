import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import type { SettlementEvent, Slice } from "@/lib/charging/charging";
import { joinNode, leaveNode, renewLease } from "@/lib/charging/node-lease";
import { rate } from "@/lib/charging/rate";
import { releaseSlices } from "@/lib/charging/release-slices";
import { reserveSlice } from "@/lib/charging/reserve-slice";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { settleUsage } from "@/lib/charging/settle-usage";
import { poolSql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/in-transaction";
import { expireGrants } from "@/lib/grants/expire-grants";
import { newUuid } from "@/lib/ids/ids";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

const MODEL = "deepseek-v3.2";
const NOW = toInstant("2026-05-20T06:32:00Z");

let nodeId: string;
let account: TestAccount;
const keyId = newUuid(NOW);

beforeAll(async () => {
  await setTestClock(NOW);
  await inTransaction((tx) => seedCatalogue(tx, NOW));
});

beforeEach(async () => {
  await setTestClock(NOW);
  ({ nodeId } = await joinNode());
  account = await makeAccount();
});

async function reserve(wantTokens: number, modelCode = MODEL) {
  const { cell, accountId } = account;
  const wanted = { needTokens: wantTokens, wantTokens };
  return reserveSlice({ cell, accountId, keyId, nodeId, modelCode, ...wanted, at: businessNow() });
}

async function eventOf(
  outputTokens: number,
  parts: SettlementEvent["parts"] = [],
  modelCode = MODEL,
): Promise<SettlementEvent> {
  const at = businessNow();
  const terms = await resolveTerms(modelCode, at, at);
  const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens };
  return {
    id: newUuid(at),
    cell: account.cell,
    accountId: account.accountId,
    keyId,
    modelCode,
    weightVersionId: terms.weightVersionId,
    weights: terms,
    usage,
    planTokens: rate(usage, terms),
    parts,
    occurredAt: at,
    requestId: "req_test",
    outcome: "completed",
    streamed: false,
    latencyMs: 12,
    upstreamCode: "sandbox",
    api: "chat",
  };
}

function partsOf(slice: Slice | null): SettlementEvent["parts"] {
  return slice?.parts.map((part) => ({ sliceId: slice.id, grantId: part.grantId, tokens: part.tokens })) ?? [];
}

async function expectCleanBooks(): Promise<void> {
  expect((await auditBooks()).differences).toEqual([]);
}

describe("reserving", () => {
  test("takes in burn-down order, over several buckets, never more than they have", async () => {
    const late = await makeBucket(account, { tokens: 1_000 });
    const soon = await makeBucket(account, { tokens: 400, expiresAt: toInstant("2026-05-25T16:00:00Z") });
    const scoped = await makeBucket(account, { tokens: 900, modelScope: ["hunyuan-*"] });

    const first = await reserve(600);
    expect(first.slice?.parts.map(({ grantId, tokens }) => [grantId, tokens])).toEqual([
      [soon, 400],
      [late, 200],
    ]);
    const second = await reserve(5_000);
    expect(second).toMatchObject({ leftTokens: 1_400, heldTokens: 600 });
    expect(second.slice?.parts.map(({ tokens }) => tokens)).toEqual([800]);
    expect((await reserve(1)).slice).toBeNull();
    expect(await readBucket(account, scoped)).toMatchObject({ remaining: 900 });
    await expectCleanBooks();
  });

  test("twenty at once never reserve more than there is", async () => {
    const bucket = await makeBucket(account, { tokens: 1_050 });
    const slices = await Promise.all(Array.from({ length: 20 }, () => reserve(100)));
    const reserved = slices.flatMap(({ slice }) => slice?.parts ?? []).reduce((sum, part) => sum + part.tokens, 0);
    expect(reserved).toBe(1_050);
    expect(await readBucket(account, bucket)).toMatchObject({ remaining: 0, reserved: 1_050 });
    await expectCleanBooks();
  });

  test("a node whose lease is over reserves nothing", async () => {
    await makeBucket(account, { tokens: 1_000 });
    await leaveNode(nodeId);
    await expect(reserve(10)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await renewLease(nodeId)).toBe(false);
  });

  test("a bucket past its validity pays for nothing, whether or not it was expired", async () => {
    const bucket = await makeBucket(account, { tokens: 500, expiresAt: toInstant("2026-05-20T16:00:00Z") });
    await setTestClock(toInstant("2026-05-20T16:00:00Z"));
    expect((await reserve(1)).slice).toBeNull();
    await expireGrants(businessNow());
    await expireGrants(businessNow());
    expect(await readBucket(account, bucket)).toMatchObject({ remaining: 0, expired: 500 });
    await expectCleanBooks();
  });
});

describe("settling", () => {
  test("burns the slice, writes the receipt, and charges a repeat nothing", async () => {
    const bucket = await makeBucket(account, { tokens: 1_000 });
    const { slice } = await reserve(300);
    const event = { ...(await eventOf(100)), parts: [{ sliceId: slice?.id ?? "", grantId: bucket, tokens: 150 }] };

    const [first] = await settleUsage([event, event]);
    expect(first).toEqual({
      eventId: event.id,
      charged: true,
      planTokens: 150,
      debits: [{ grantId: bucket, tokens: 150, beforeTokens: 1_000, afterTokens: 850 }],
      shortfallTokens: 0,
      accountLeftTokens: 850,
    });
    const [again] = await settleUsage([event]);
    expect(again).toMatchObject({ charged: false });
    await releaseSlices([{ cell: account.cell, sliceId: slice?.id ?? "", tokens: "all" }]);
    await releaseSlices([{ cell: account.cell, sliceId: slice?.id ?? "", tokens: "all" }]);
    expect(await readBucket(account, bucket)).toMatchObject({ remaining: 850, reserved: 0, consumed: 150 });
    await expectCleanBooks();
  });

  test("the same event settled by many at once charges once", async () => {
    const bucket = await makeBucket(account, { tokens: 1_000 });
    const event = await eventOf(100);
    await Promise.all(Array.from({ length: 8 }, () => settleUsage([event])));
    expect(await readBucket(account, bucket)).toMatchObject({ remaining: 850, consumed: 150 });
    await expectCleanBooks();
  });

  test("what exceeds the hold spills into the next bucket, and the rest is the operator's loss", async () => {
    const soon = await makeBucket(account, { tokens: 100, expiresAt: toInstant("2026-05-25T16:00:00Z") });
    const late = await makeBucket(account, { tokens: 20 });
    const { slice } = await reserve(60);
    const [result] = await settleUsage([await eventOf(100, partsOf(slice))]);
    expect(result).toMatchObject({ planTokens: 150, shortfallTokens: 30, accountLeftTokens: 0 });
    expect(result?.debits.map(({ grantId, tokens }) => [grantId, tokens])).toEqual([
      [soon, 100],
      [late, 20],
    ]);
    await expectCleanBooks();
  });

  test("a slice of a dead node goes back; a late event takes what its bucket still has, once", async () => {
    const bucket = await makeBucket(account, { tokens: 200 });
    const { slice } = await reserve(150);
    await poolSql("UPDATE node_lease SET expires_at = now() - interval '1 second' WHERE id = $1", [nodeId]);
    expect(await returnLapsedSlices()).toEqual({ slices: 1, tokens: 150 });
    expect(await returnLapsedSlices()).toEqual({ slices: 0, tokens: 0 });
    expect(await readBucket(account, bucket)).toMatchObject({ remaining: 200, reserved: 0 });

    const late = await eventOf(100, partsOf(slice));
    expect((await settleUsage([late]))[0]).toMatchObject({ shortfallTokens: 0, accountLeftTokens: 50 });
    const later = await eventOf(100, partsOf(slice));
    expect((await settleUsage([later]))[0]).toMatchObject({ shortfallTokens: 100, accountLeftTokens: 0 });
    await expectCleanBooks();
  });

  test("a bucket that expires while holding a reservation pays for the call it admitted", async () => {
    const bucket = await makeBucket(account, { tokens: 500, expiresAt: toInstant("2026-05-20T16:00:00Z") });
    const { slice } = await reserve(150);
    const event = await eventOf(100, partsOf(slice));
    await setTestClock(toInstant("2026-05-20T16:00:01Z"));
    await expireGrants(businessNow());
    await settleUsage([event]);
    await releaseSlices([{ cell: account.cell, sliceId: slice?.id ?? "", tokens: "all" }]);
    expect(await readBucket(account, bucket)).toEqual({
      granted: 500,
      remaining: 0,
      reserved: 0,
      consumed: 150,
      expired: 350,
    });
    await expectCleanBooks();
  });

  test("events of many accounts in one batch keep to their own buckets", async () => {
    const buckets: string[] = [];
    const events: SettlementEvent[] = [];
    const accounts: TestAccount[] = [];
    while (accounts.length < 3) {
      account = await makeAccount();
      if (accounts[0] && account.cell !== accounts[0].cell) continue;
      accounts.push(account);
      buckets.push(await makeBucket(account, { tokens: 1_000 }));
      events.push(await eventOf(10), await eventOf(20));
    }
    await settleUsage(events);
    for (const [index, bucket] of buckets.entries()) {
      account = accounts[index] ?? account;
      expect(await readBucket(account, bucket)).toMatchObject({ consumed: 45 });
    }
    await expectCleanBooks();
  });
});

test("the database refuses to rewrite an event or the ledger, and refuses an unbalanced posting", async () => {
  await makeBucket(account, { tokens: 1_000 });
  await settleUsage([await eventOf(10)]);
  await expect(poolSql("UPDATE usage_event SET plan_tokens = 0")).rejects.toMatchObject({
    constraint: "immutable_row",
  });
  await expect(poolSql("DELETE FROM ledger_entry")).rejects.toMatchObject({ constraint: "immutable_row" });
  await expect(poolSql("TRUNCATE ledger_entry")).rejects.toMatchObject({ constraint: "immutable_row" });
  await expect(
    poolSql(
      "INSERT INTO ledger_entry (cell, transaction_id, line, account_code, unit, amount) SELECT cell, id, 9, 'revenue', 'CNY', 1 FROM ledger_transaction LIMIT 1",
    ),
  ).rejects.toMatchObject({ constraint: "ledger_balances" });
});
