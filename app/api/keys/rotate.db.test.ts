import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { apiKeyHmac } from "@/lib/keys/api-key";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { addSeconds } from "@/lib/testing/instants";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { setTestClock } from "@/lib/testing/test-clock";
import { businessNow } from "@/lib/time/clock";
import { POST as revoke } from "./[keyId]/revoke/route";
import { POST as rotate } from "./[keyId]/rotate/route";
import { GET as list, POST as create } from "./route";

interface Made {
  key: { id: string; hint: string; name: string };
  secret: string;
}

let account: TestAccount;
let cookie: string;
let made: Made;
let asked = 0;

beforeEach(async () => {
  account = await makeAccount();
  cookie = await customerCookie(account);
  made = (await callRoute(create, "/api/keys", { json: { name: "轮换", dayCapTokens: 9 }, cookie })).body as Made;
});

const rotateKey = (body: object, as = cookie, keyId = made.key.id) => {
  asked += 1;
  const json = { overlapSeconds: 0, requestKey: `rotation-${asked}`, ...body };
  return callRoute(rotate, `/api/keys/${keyId}/rotate`, { params: { keyId }, json, cookie: as });
};
const row = async () =>
  (await db().apiKey.findMany({ where: { cell: account.cell, accountId: account.accountId } }))[0];
const code = (error: string) => expect.objectContaining({ error: expect.objectContaining({ code: error }) });

describe("POST /api/keys/:keyId/rotate", () => {
  it("gives the same key a new secret, shown here alone; the former one works for the overlap", async () => {
    const now = businessNow();
    await setTestClock(now);
    const { status, body, headers } = await rotateKey({ overlapSeconds: 86_400 });
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    const { key, secret } = body as Made;
    const formerUntil = addSeconds(now, 86_400);
    expect(key).toMatchObject({
      id: made.key.id,
      name: "轮换",
      dayCapTokens: 9,
      formerUntil: formerUntil.toISOString(),
    });
    expect(secret).toMatch(/^tk-/);
    expect(secret).not.toBe(made.secret);
    expect(key.hint.slice(-4)).toBe(secret.slice(-4));
    expect(await row()).toMatchObject({
      secretHmac: apiKeyHmac(secret),
      previousHmac: apiKeyHmac(made.secret),
      previousUntil: formerUntil,
    });
    await setTestClock(formerUntil);
    const listed = await callRoute(list, "/api/keys", { cookie });
    expect(listed.body).toMatchObject([{ formerUntil: null }]);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    await setTestClock(null);
  });

  it("without overlap leaves no former secret", async () => {
    await rotateKey({ overlapSeconds: 604_800 });
    await rotateKey({ overlapSeconds: 0 });
    expect(await row()).toMatchObject({ previousHmac: null, previousUntil: null });
  });

  it("repeated, also at once, rotates once and gives the same secret, which lies nowhere in plain text", async () => {
    const wish = { overlapSeconds: 3_600, requestKey: "the-same-request" };
    const answers = await Promise.all([rotateKey(wish), rotateKey(wish)]);
    answers.push(await rotateKey(wish));
    const secrets = answers.map(({ body }) => (body as Made).secret);
    expect(new Set(secrets).size).toBe(1);
    expect((await row())?.previousHmac).toBe(apiKeyHmac(made.secret));
    const stored = await db().requestKey.findMany({ where: { cell: account.cell, accountId: account.accountId } });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(secrets[0]);
    expect((await rotateKey({ ...wish, overlapSeconds: 0 })).body).toEqual(code("SAME_KEY_OTHER_BODY"));
  });

  it("repeated after another rotation says so instead of showing a secret that is over", async () => {
    await rotateKey({ requestKey: "the-first-request" });
    await rotateKey({ requestKey: "the-second-request" });
    const before = await row();
    expect((await rotateKey({ requestKey: "the-first-request" })).body).toEqual(code("KEY_ROTATED_SINCE"));
    expect(await row()).toEqual(before);
  });

  it("two at once leave two secrets that work: the later one and, for the overlap, the one before", async () => {
    const answers = await Promise.all([rotateKey({ overlapSeconds: 3_600 }), rotateKey({ overlapSeconds: 3_600 })]);
    const hmacs = answers.map(({ body }) => apiKeyHmac((body as Made).secret));
    const now = await row();
    expect(new Set([now?.secretHmac, now?.previousHmac])).toEqual(new Set(hmacs));
  });

  it.each([
    ["an overlap nobody offers", { overlapSeconds: 60 }],
    ["a negative overlap", { overlapSeconds: -3_600 }],
    ["no overlap", { overlapSeconds: undefined }],
    ["no request key", { requestKey: undefined }],
    ["more than it takes", { name: "新" }],
  ])("refuses %s and changes nothing", async (_what, body) => {
    const before = await row();
    const answer = await rotateKey(body);
    expect([answer.status, answer.body]).toEqual([422, code("INVALID_INPUT")]);
    expect(await row()).toEqual(before);
  });

  it("takes the request key as a header too", async () => {
    const send = () =>
      callRoute(rotate, `/api/keys/${made.key.id}/rotate`, {
        params: { keyId: made.key.id },
        json: { overlapSeconds: 0 },
        cookie,
        headers: { "idempotency-key": "a-key-in-the-header" },
      });
    expect((await send()).body).toEqual((await send()).body);
  });

  it("does not find another account's key, and rotates no revoked one", async () => {
    const before = await row();
    const stranger = await customerCookie(await makeAccount());
    expect((await rotateKey({}, stranger)).body).toEqual(code("NOT_FOUND"));
    expect(await row()).toEqual(before);
    const keyId = made.key.id;
    await callRoute(revoke, `/api/keys/${keyId}/revoke`, { method: "POST", params: { keyId }, cookie });
    expect((await rotateKey({})).body).toEqual(code("KEY_REVOKED"));
  });
});
