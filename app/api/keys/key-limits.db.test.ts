import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { newId, parseId } from "@/lib/ids/ids";
import { NO_LIMITS } from "@/lib/keys/key-limits";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { addSeconds } from "@/lib/testing/instants";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { PUT as change } from "./[keyId]/route";
import { POST as revoke } from "./[keyId]/revoke/route";
import { GET as list, POST as create } from "./route";

let account: TestAccount;
let cookie: string;

beforeAll(() => inTransaction((tx) => seedCatalogue(tx, businessNow())));
beforeEach(async () => {
  account = await makeAccount();
  cookie = await customerCookie(account);
});

const createKey = (body: object) => callRoute(create, "/api/keys", { json: { name: "测试", ...body }, cookie });
const changeKey = (keyId: string, body: object, as = cookie) =>
  callRoute(change, `/api/keys/${keyId}`, {
    method: "PUT",
    params: { keyId },
    json: { name: "测试", ...body },
    cookie: as,
  });
const rowsOf = (owner: TestAccount) =>
  db().apiKey.findMany({ where: { cell: owner.cell, accountId: owner.accountId }, orderBy: { id: "asc" } });
const code = (error: string) => expect.objectContaining({ error: expect.objectContaining({ code: error }) });

async function newKey(body: object = {}): Promise<string> {
  const answer = await createKey(body);
  expect(answer.status).toBe(201);
  const { key } = answer.body as { key: { id: string } };
  return key.id;
}

const LIMITS = {
  expiresAt: "2099-12-31T16:00:00.000Z",
  modelScope: ["glm-5", "deepseek-v3.2"],
  allowedAddresses: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32"],
  dayCapTokens: 100_000,
  monthCapTokens: 1_000_000,
  totalCapTokens: Number.MAX_SAFE_INTEGER,
  requestsPerMinute: 60,
  tokensPerMinute: 50_000,
};

/** What neither creating nor changing takes. */
const REFUSED: [string, object, string][] = [
  ["a cap of 0", { dayCapTokens: 0 }, "INVALID_INPUT"],
  ["a negative cap", { monthCapTokens: -1 }, "INVALID_INPUT"],
  ["a broken cap", { totalCapTokens: 1.5 }, "INVALID_INPUT"],
  ["a cap of 2^53", { totalCapTokens: 2 ** 53 }, "INVALID_INPUT"],
  ["a cap as text", { dayCapTokens: "100" }, "INVALID_INPUT"],
  ["no requests a minute", { requestsPerMinute: 0 }, "INVALID_INPUT"],
  ["more requests a minute than counted", { requestsPerMinute: 1_000_001 }, "INVALID_INPUT"],
  ["no tokens a minute", { tokensPerMinute: 0 }, "INVALID_INPUT"],
  ["an expiry in the past", { expiresAt: "2020-01-01T00:00:00+08:00" }, "KEY_EXPIRY_IN_PAST"],
  ["an expiry without a zone", { expiresAt: "2099-01-01T00:00:00" }, "INVALID_INPUT"],
  ["a model that does not exist", { modelScope: ["glm-5", "gpt-0"] }, "KEY_MODEL_UNKNOWN"],
  ["a pattern that no model fits", { modelScope: ["nothing-*"] }, "KEY_MODEL_UNKNOWN"],
  ["51 models", { modelScope: Array.from({ length: 51 }, (_, index) => `m-${index}`) }, "INVALID_INPUT"],
  ["a malformed address", { allowedAddresses: ["1.2.3.4", "300.1.1.1"] }, "KEY_ADDRESS_INVALID"],
  ["a malformed network", { allowedAddresses: ["10.0.0.0/33"] }, "KEY_ADDRESS_INVALID"],
  ["an empty address", { allowedAddresses: [""] }, "INVALID_INPUT"],
  ["51 addresses", { allowedAddresses: Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`) }, "INVALID_INPUT"],
  ["a limit that does not exist", { hourCapTokens: 5 }, "INVALID_INPUT"],
];

describe("limits of a new key", () => {
  it("are stored and shown, with all of them still to spend", async () => {
    const { status, body } = await createKey(LIMITS);
    expect(status).toBe(201);
    expect(body).toMatchObject({ key: { ...LIMITS, spent: { todayTokens: 0, monthTokens: 0, totalTokens: 0 } } });
    const { key } = body as { key: { caps: object[] } };
    expect(key.caps).toMatchObject([
      { window: "day", capTokens: 100_000, leftTokens: 100_000 },
      { window: "month", capTokens: 1_000_000, leftTokens: 1_000_000 },
      { window: "total", leftTokens: Number.MAX_SAFE_INTEGER, resetsAt: null },
    ]);
    expect((await callRoute(list, "/api/keys", { cookie })).body).toEqual([key]);
  });

  it("are none unless named; an address named twice is kept once", async () => {
    await newKey();
    await newKey({ allowedAddresses: [" 2001:DB8::1 ", "2001:db8::1"] });
    const [plain, listed] = await rowsOf(account);
    expect([plain?.allowedAddresses, plain?.modelScope, plain?.dayCapTokens]).toEqual([[], [], null]);
    expect(listed?.allowedAddresses).toEqual(["2001:db8::1"]);
  });

  it.each(REFUSED)("refuses %s and creates nothing", async (_what, limits, error) => {
    const { status, body } = await createKey(limits);
    expect([status, body]).toEqual([422, code(error)]);
    expect(await rowsOf(account)).toEqual([]);
  });
});

describe("PUT /api/keys/:keyId", () => {
  it("sets name and limits; what is left out is no limit any more; a repetition changes nothing", async () => {
    const keyId = await newKey(LIMITS);
    const changed = await changeKey(keyId, { name: "改名", dayCapTokens: 5 });
    expect(changed.body).toMatchObject({ id: keyId, name: "改名", ...NO_LIMITS, dayCapTokens: 5 });
    expect((await changeKey(keyId, { name: "改名", dayCapTokens: 5 })).body).toEqual(changed.body);
  });

  it.each(REFUSED)("refuses %s and changes nothing", async (_what, limits, error) => {
    const keyId = await newKey(LIMITS);
    const before = await rowsOf(account);
    const { status, body } = await changeKey(keyId, limits);
    expect([status, body]).toEqual([422, code(error)]);
    expect(await rowsOf(account)).toEqual(before);
  });

  it("keeps an end that has come meanwhile, so that an expired key can be renamed, and takes a later one", async () => {
    const now = businessNow();
    await setTestClock(now);
    const expiresAt = addSeconds(now, 60).toISOString();
    const keyId = await newKey({ expiresAt });
    await setTestClock(addSeconds(now, 120));
    expect((await changeKey(keyId, { name: "到期了", expiresAt })).status).toBe(200);
    expect((await changeKey(keyId, { expiresAt: addSeconds(now, 61).toISOString() })).body).toEqual(
      code("KEY_EXPIRY_IN_PAST"),
    );
    expect((await changeKey(keyId, { expiresAt: addSeconds(now, 180).toISOString() })).status).toBe(200);
    await setTestClock(null);
  });

  it("does not find another account's key, and changes no revoked one", async () => {
    const keyId = await newKey(LIMITS);
    const before = await rowsOf(account);
    const stranger = await customerCookie(await makeAccount());
    expect((await changeKey(keyId, {}, stranger)).body).toEqual(code("NOT_FOUND"));
    expect((await changeKey("key_01a03b94c2807f5886a141d3296ed324", {})).status).toBe(404);
    expect(await rowsOf(account)).toEqual(before);
    await callRoute(revoke, `/api/keys/${keyId}/revoke`, { method: "POST", params: { keyId }, cookie });
    expect((await changeKey(keyId, {})).body).toEqual(code("KEY_REVOKED"));
  });

  it("leaves one whole set of limits when two changes come at once", async () => {
    const keyId = await newKey();
    const [one, other] = [
      { name: "一", dayCapTokens: 1, monthCapTokens: 1 },
      { name: "二", dayCapTokens: 2, monthCapTokens: 2 },
    ];
    const answers = await Promise.all([changeKey(keyId, one), changeKey(keyId, other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [row] = await rowsOf(account);
    const left = {
      name: row?.name,
      dayCapTokens: Number(row?.dayCapTokens),
      monthCapTokens: Number(row?.monthCapTokens),
    };
    expect([one, other]).toContainEqual(left);
  });
});

describe("what a key has spent", () => {
  const AT = toInstant("2026-03-31T15:59:00Z"); // one minute before April in Shanghai

  async function spend(keyId: string, day: string, tokens: number, shortfall = 0): Promise<void> {
    await db().usageDaily.create({
      data: {
        cell: account.cell,
        accountId: account.accountId,
        day: startOfUtcDay(day),
        modelCode: "glm-5",
        keyId,
        requests: 1,
        inputTokens: 0,
        cachedInputTokens: 0,
        outputTokens: 0,
        planTokens: tokens,
        shortfallTokens: shortfall,
      },
    });
  }
  const startOfUtcDay = (day: string) => toInstant(`${day}T00:00:00Z`);
  const capsNow = async () => {
    const [key] = (await callRoute(list, "/api/keys", { cookie })).body as { caps: object[] }[];
    return key?.caps;
  };

  it("is counted by Shanghai's days and months, less what nobody paid for, and begins anew with them", async () => {
    await setTestClock(AT);
    const shown = await newKey({ dayCapTokens: 100, monthCapTokens: 1_000, totalCapTokens: 10_000 });
    const keyId = parseId("key", shown) ?? "";
    await spend(keyId, "2026-02-28", 5_000);
    await spend(keyId, "2026-03-01", 300);
    await spend(keyId, "2026-03-31", 150, 30);
    await spend(newId("key", AT), "2026-03-31", 7_777);
    expect(await capsNow()).toEqual([
      { window: "day", capTokens: 100, spentTokens: 120, leftTokens: 0, resetsAt: "2026-03-31T16:00:00.000Z" },
      { window: "month", capTokens: 1_000, spentTokens: 420, leftTokens: 580, resetsAt: "2026-03-31T16:00:00.000Z" },
      { window: "total", capTokens: 10_000, spentTokens: 5_420, leftTokens: 4_580, resetsAt: null },
    ]);
    await setTestClock(addSeconds(AT, 60));
    expect(await capsNow()).toMatchObject([
      { spentTokens: 0, leftTokens: 100, resetsAt: "2026-04-01T16:00:00.000Z" },
      { spentTokens: 0, leftTokens: 1_000, resetsAt: "2026-04-30T16:00:00.000Z" },
      { spentTokens: 5_420 },
    ]);
    await setTestClock(null);
  });
});
