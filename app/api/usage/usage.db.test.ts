import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rate } from "@/lib/charging/rate";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { settleUsage } from "@/lib/charging/settle-usage";
import { inTransaction } from "@/lib/db/in-transaction";
import { newUuid, showId } from "@/lib/ids/ids";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { addSeconds } from "@/lib/testing/instants";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { GET as getCall } from "./calls/[eventId]/route";
import { GET as getCalls } from "./calls/route";
import { GET as getDays } from "./days/route";
import { GET as getPulse } from "./pulse/route";

const NOW = toInstant("2026-05-20T06:32:00Z");
const TODAY = "from=2026-05-20&to=2026-05-20";
const MODEL = "deepseek-v3.2";

let account: TestAccount;
let cookie: string;

/** Charges calls of one account by the real settlement; answers their ids as the API shows them. */
async function charge(owner: TestAccount, instants: Date[], outputTokens = 100): Promise<string[]> {
  const terms = await resolveTerms(MODEL, NOW, NOW);
  const usage = { inputTokens: 50, cachedInputTokens: 20, outputTokens };
  const events = instants.map((occurredAt) => ({
    cell: owner.cell,
    id: newUuid(occurredAt),
    accountId: owner.accountId,
    keyId: newUuid(NOW),
    modelCode: MODEL,
    weightVersionId: terms.weightVersionId,
    weights: terms,
    usage,
    planTokens: rate(usage, terms),
    parts: [],
    occurredAt,
    requestId: "req_test",
    outcome: "completed" as const,
    streamed: false,
    latencyMs: 12,
    upstreamCode: "sandbox",
    api: "chat",
  }));
  await settleUsage(events, NOW);
  return events.map(({ id }) => showId("evt", id));
}

beforeAll(async () => {
  await setTestClock(NOW);
  await inTransaction((tx) => seedCatalogue(tx, NOW));
});

beforeEach(async () => {
  account = await makeAccount();
  await makeBucket(account, { tokens: 1_000_000 });
  cookie = await customerCookie(account);
});

const ENDPOINTS = [
  ["days", getDays, `/api/usage/days?${TODAY}`],
  ["calls", getCalls, `/api/usage/calls?${TODAY}`],
  ["pulse", getPulse, `/api/usage/pulse?${TODAY}`],
] as const;

describe.each(ENDPOINTS)("GET /api/usage/%s", (name, handler, path) => {
  const base = `/api/usage/${name}`;

  it("is for customers who signed in", async () => {
    expect((await callRoute(handler, path)).status).toBe(401);
    expect((await callRoute(handler, path, { cookie })).status).toBe(200);
  });

  it.each([
    ["from=2026-05-20"],
    ["from=2026-02-30&to=2026-05-20"],
    ["from=yesterday&to=2026-05-20"],
    ["from=2026-05-20T00:00:00Z&to=2026-05-20"],
    ["from=0001-01-01&to=0001-01-02"],
    ["from=9999-12-31&to=9999-12-31"],
    ["from=2026-05-21&to=2026-05-20"],
    ["from=2025-04-15&to=2026-05-20"],
  ])("refuses %s", async (query) => {
    const { status, body } = await callRoute(handler, `${base}?${query}`, { cookie });
    expect([status, body]).toMatchObject([422, { error: { code: "INVALID_INPUT" } }]);
  });

  it("reads 400 days at once", async () => {
    const { status } = await callRoute(handler, `${base}?from=2025-04-16&to=2026-05-20`, { cookie });
    expect(status).toBe(200);
  });
});

describe("GET /api/usage/pulse", () => {
  const read = async (owner = cookie) =>
    (await callRoute(getPulse, `/api/usage/pulse?${TODAY}`, { cookie: owner })).body;

  it("moves with every charge of the account, and with no other's", async () => {
    expect(await read()).toMatchObject({ requests: 0, planTokens: 0, today: "2026-05-20" });
    await charge(account, [NOW, NOW]);
    const moved = await read();
    expect(moved).toMatchObject({ requests: 2 });
    const other = await makeAccount();
    await makeBucket(other, { tokens: 1_000_000 });
    await charge(other, [NOW]);
    expect(await read()).toEqual(moved);
    expect(await read(await customerCookie(other))).toMatchObject({ requests: 1 });
  });
});

describe("GET /api/usage/calls", () => {
  const page = async (query: string) => {
    const { status, body } = await callRoute(getCalls, `/api/usage/calls?${TODAY}${query}`, { cookie });
    expect(status).toBe(200);
    return body as { calls: { id: string; at: string }[]; next: string | null };
  };

  it("pages through calls of one instant without repeating or dropping one", async () => {
    const instants = [...Array.from({ length: 7 }, () => NOW), addSeconds(NOW, -5), addSeconds(NOW, 5)];
    const made = await charge(account, instants);
    const seen: { id: string; at: string }[] = [];
    let next: string | null = "";
    while (next !== null) {
      const read = await page(`&limit=2${next === "" ? "" : `&after=${next}`}`);
      seen.push(...read.calls);
      next = read.next;
    }
    expect(seen).toHaveLength(made.length);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(made));
    const times = seen.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it("keeps its place when a newer call comes between two pages", async () => {
    await charge(account, [NOW, NOW, NOW]);
    const first = await page("&limit=2");
    const [newer] = await charge(account, [addSeconds(NOW, 1)]);
    const second = await page(`&limit=2&after=${first.next}`);
    expect(second.calls).toHaveLength(1);
    expect([...first.calls, ...second.calls].map(({ id }) => id)).not.toContain(newer);
  });

  it("takes a Shanghai day from midnight to midnight", async () => {
    const midnight = toInstant("2026-05-19T16:00:00Z");
    const [before, after] = await charge(account, [addSeconds(midnight, -1), midnight]);
    expect((await page("")).calls.map(({ id }) => id)).toEqual([after]);
    const { body } = await callRoute(getCalls, "/api/usage/calls?from=2026-05-19&to=2026-05-19", { cookie });
    expect(body).toMatchObject({ calls: [{ id: before }], next: null });
  });

  it("begins after no call but the account's own", async () => {
    const other = await makeAccount();
    await makeBucket(other, { tokens: 1_000_000 });
    const [foreign] = await charge(other, [NOW]);
    const { status } = await callRoute(getCalls, `/api/usage/calls?${TODAY}&after=${foreign}`, { cookie });
    expect(status).toBe(404);
  });

  it.each(["&after=evt_1", "&limit=0", "&limit=101", "&limit=many"])("refuses %s", async (query) => {
    expect((await callRoute(getCalls, `/api/usage/calls?${TODAY}${query}`, { cookie })).status).toBe(422);
  });
});

describe("GET /api/usage/calls/:eventId", () => {
  const read = (eventId: string, by: string | null = cookie) =>
    callRoute(getCall, `/api/usage/calls/${eventId}`, { params: { eventId }, ...(by !== null && { cookie: by }) });

  it("explains a charge: counts, weights, and the buckets with their balances", async () => {
    const small = await makeBucket(account, { tokens: 30, expiresAt: toInstant("2026-05-24T16:00:00Z") });
    const [id] = await charge(account, [NOW]);
    const { status, body } = await read(id!);
    const receipt = body as { planTokens: number; debits: { tokens: number }[] };
    expect(status).toBe(200);
    expect(receipt).toMatchObject({
      id,
      inputTokens: 50,
      cachedInputTokens: 20,
      outputTokens: 100,
      weightVersionNo: 1,
      shortfallTokens: 0,
      requestId: "req_test",
      outcome: "completed",
      address: "/v1/chat/completions",
      debits: [
        { grantId: showId("grt", small), tokens: 30, beforeTokens: 30, afterTokens: 0 },
        { beforeTokens: 1_000_000 },
      ],
    });
    expect(receipt.debits.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(receipt.planTokens);
  });

  it("is for the account's own eyes", async () => {
    const [id] = await charge(account, [NOW]);
    const other = await customerCookie(await makeAccount());
    expect((await read(id!, null)).status).toBe(401);
    expect((await read(id!, other)).status).toBe(404);
  });

  it.each([
    ["evt_00000000000000000000000000000000", 404],
    ["evt_ffffffffffffffffffffffffffffffff", 404],
    ["evt_1", 422],
    ["ord_00000000000000000000000000000000", 422],
  ])("answers %s with %i", async (id, status) => {
    expect((await read(id)).status).toBe(status);
  });
});
