import { beforeAll, beforeEach, expect, test } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import type { SettlementEvent, Slice } from "@/lib/charging/charging";
import { joinNode } from "@/lib/charging/node-lease";
import { rate } from "@/lib/charging/rate";
import { releaseSlices } from "@/lib/charging/release-slices";
import { reserveSlice } from "@/lib/charging/reserve-slice";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { settleUsage } from "@/lib/charging/settle-usage";
import { inTransaction } from "@/lib/db/in-transaction";
import { poolSql } from "@/lib/db/sql";
import { newUuid, parseId } from "@/lib/ids/ids";
import { makeBucket } from "@/lib/testing/make-bucket";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeKey } from "@/lib/testing/start-test-gateway";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

const MODEL = "deepseek-v3.2";
const BEFORE_MIDNIGHT = toInstant("2026-05-20T15:59:00Z");

let account: TestAccount;
let keyId: string;
let nodes: string[];

beforeAll(async () => {
  await setTestClock(BEFORE_MIDNIGHT);
  await inTransaction((tx) => seedCatalogue(tx, BEFORE_MIDNIGHT));
});

beforeEach(async () => {
  await setTestClock(BEFORE_MIDNIGHT);
  account = await makeAccount();
  await makeBucket(account, { tokens: 1_000_000 });
  const shown = (await makeKey(account)).keyId;
  keyId = parseId("key", shown) ?? shown;
  nodes = [(await joinNode()).nodeId, (await joinNode()).nodeId];
});

async function capAt(cap: "day_cap_tokens" | "month_cap_tokens" | "total_cap_tokens", tokens: number): Promise<void> {
  await poolSql(`UPDATE api_key SET ${cap} = $3 WHERE cell = $1 AND id = $2`, [account.cell, keyId, tokens]);
}

function reserve(needTokens: number, nodeId = nodes[0] ?? "") {
  const { cell, accountId } = account;
  return reserveSlice({
    ...{ cell, accountId, keyId, nodeId, modelCode: MODEL },
    ...{ needTokens, wantTokens: needTokens, at: businessNow() },
  });
}

/** One plan token per output token. */
async function eventOf(planTokens: number, slice: Slice | null, heldTokens: number): Promise<SettlementEvent> {
  const at = businessNow();
  const terms = await resolveTerms(MODEL, at, at);
  const usage = {
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: Math.floor((planTokens * 1_000) / terms.outputMilli),
  };
  const grantId = slice?.parts[0]?.grantId ?? "";
  return {
    ...{ id: newUuid(at), cell: account.cell, accountId: account.accountId, keyId, modelCode: MODEL },
    ...{ weightVersionId: terms.weightVersionId, weights: terms, usage, planTokens: rate(usage, terms) },
    parts: slice ? [{ sliceId: slice.id, grantId, tokens: heldTokens }] : [],
    ...{ occurredAt: at, requestId: "req", outcome: "completed", streamed: false, latencyMs: 1 },
    ...{ upstreamCode: "sandbox", api: "chat" },
  };
}

const tokensOf = (slice: Slice | null) => slice?.parts.reduce((sum, part) => sum + part.tokens, 0) ?? 0;

async function spent(): Promise<number> {
  const [row] = await poolSql(
    "SELECT coalesce(sum(plan_tokens - shortfall_tokens), 0)::int AS spent FROM usage_event WHERE cell = $1 AND key_id = $2",
    [account.cell, keyId],
  );
  return (row as { spent: number }).spent;
}

test("parallel reservations of several nodes stop exactly at the cap", async () => {
  await capAt("day_cap_tokens", 1_000);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => reserve(150, nodes[index % 2])));
  expect(answers.reduce((sum, { slice }) => sum + tokensOf(slice), 0)).toBe(1_000);
  const last = await reserve(150);
  expect(last).toMatchObject({
    slice: null,
    cap: { window: "day", capTokens: 1_000, leftTokens: 0, heldTokens: 1_000 },
  });
  expect(last.leftTokens).toBe(1_000_000);
});

test("what is given back may be spent again, what is spent may not", async () => {
  await capAt("total_cap_tokens", 500);
  const { slice } = await reserve(500);
  await settleUsage([await eventOf(200, slice, 200)]);
  await releaseSlices([{ cell: account.cell, sliceId: slice?.id ?? "", tokens: "all" }]);
  expect(tokensOf((await reserve(1_000)).slice)).toBe(300);
  expect((await reserve(1)).cap).toMatchObject({ window: "total", leftTokens: 0 });
});

test("a charge above its hold, and one whose slice lapsed, stay within the cap: the rest is the operator's loss", async () => {
  await capAt("day_cap_tokens", 300);
  const { slice } = await reserve(100);
  const [over] = await settleUsage([await eventOf(400, slice, 100)]);
  expect(await spent()).toBe(300);
  expect(over?.shortfallTokens).toBe((over?.planTokens ?? 0) - 300);

  await capAt("day_cap_tokens", 600);
  const lapsed = (await reserve(300, nodes[1])).slice;
  await poolSql("UPDATE node_lease SET left_at = now() WHERE id = $1", [nodes[1] ?? ""]);
  await returnLapsedSlices();
  expect(tokensOf((await reserve(250)).slice)).toBe(250);
  await settleUsage([await eventOf(300, lapsed, 300)]);
  expect(await spent()).toBe(350);
  expect((await auditBooks()).differences).toEqual([]);
});

test("a day's cap opens at midnight in Shanghai, a month's does not", async () => {
  await capAt("day_cap_tokens", 300);
  await capAt("month_cap_tokens", 500);
  const { slice } = await reserve(300);
  await settleUsage([await eventOf(300, slice, 300)]);
  expect(await spent()).toBe(300);
  expect((await reserve(10)).slice).toBeNull();
  await setTestClock(toInstant("2026-05-20T16:00:00Z"));
  const next = await reserve(400);
  expect(tokensOf(next.slice)).toBe(200);
  expect(next.cap?.window).toBe("month");
});
