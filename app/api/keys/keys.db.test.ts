import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { MAX_KEYS } from "@/lib/keys/api-key";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeStaff } from "@/lib/testing/make-staff";
import { POST as revoke } from "./[keyId]/revoke/route";
import { GET as list, POST as create } from "./route";

let account: TestAccount;
let cookie: string;

beforeAll(async () => {
  account = await makeAccount();
  cookie = await customerCookie(account);
});

const createKey = (name: unknown, as = cookie) => callRoute(create, "/api/keys", { json: { name }, cookie: as });
const revokeKey = (keyId: string, as = cookie) =>
  callRoute(revoke, `/api/keys/${keyId}/revoke`, { method: "POST", params: { keyId }, cookie: as });
const keysOf = async (owner: TestAccount) =>
  db().apiKey.findMany({ where: { cell: owner.cell, accountId: owner.accountId } });
const code = (error: string) => expect.objectContaining({ error: expect.objectContaining({ code: error }) });

async function newKey(name: string) {
  const { body } = await createKey(name);
  if (typeof body !== "object" || body === null || !("key" in body)) throw new Error("no key came back");
  return body as { key: { id: string; name: string; hint: string }; secret: string };
}

describe("POST /api/keys", () => {
  it("creates a key, and says its secret in this answer alone", async () => {
    const { status, body, headers } = await createKey("  我的电脑 ");
    expect(status).toBe(201);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toEqual({
      key: expect.objectContaining({ name: "我的电脑", lastUsedAt: null, revokedAt: null }),
      secret: expect.stringMatching(/^tk-/),
    });
    const { secret } = body as { secret: string };
    const listed = await callRoute(list, "/api/keys", { cookie });
    expect(listed.status).toBe(200);
    expect(listed.body).toEqual([expect.objectContaining({ name: "我的电脑" })]);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    expect(JSON.stringify(await keysOf(account))).not.toContain(secret);
  });

  it.each([
    ["an empty name", ""],
    ["blanks", "   "],
    ["41 letters", "x".repeat(41)],
    ["no text", 7],
    ["nothing", undefined],
  ])("refuses %s and creates nothing", async (_what, name) => {
    const before = (await keysOf(account)).length;
    const { status, body } = await createKey(name);
    expect([status, body]).toEqual([422, code("INVALID_INPUT")]);
    expect(await keysOf(account)).toHaveLength(before);
  });

  it("refuses anonymous callers and staff", async () => {
    const staff = await makeStaff("客服", ["support", "admin"]);
    for (const [as, status, error] of [
      ["", 401, "SIGN_IN_REQUIRED"],
      [staff.cookie, 403, "FORBIDDEN"],
    ] as const) {
      expect(await createKey("x", as)).toMatchObject({ status, body: code(error) });
      expect((await callRoute(list, "/api/keys", { cookie: as })).status).toBe(status);
    }
  });

  it("refuses another site's page", async () => {
    const answer = await callRoute(create, "/api/keys", {
      json: { name: "x" },
      cookie,
      headers: { origin: "https://evil.example" },
    });
    expect(answer.body).toEqual(code("FOREIGN_ORIGIN"));
  });

  it("stops at the limit, also when the last two come at once; a revoked key makes room", async () => {
    const full = await makeAccount();
    const as = await customerCookie(full);
    for (let made = 1; made < MAX_KEYS; made += 1) expect((await createKey(`第${made}个`, as)).status).toBe(201);
    const last = await Promise.all([createKey("a", as), createKey("b", as)]);
    expect(last.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const refused = await createKey("第21个", as);
    expect(refused.body).toEqual({
      error: expect.objectContaining({ code: "KEY_LIMIT_REACHED", message: expect.stringContaining(String(MAX_KEYS)) }),
    });
    const { body } = await callRoute(list, "/api/keys", { cookie: as });
    const [first] = body as { id: string }[];
    expect((await revokeKey(first?.id ?? "", as)).status).toBe(200);
    expect((await createKey("第21个", as)).status).toBe(201);
  });
});

describe("POST /api/keys/:keyId/revoke", () => {
  it("revokes, and a second time changes nothing", async () => {
    const { key } = await newKey("要停的");
    const first = await revokeKey(key.id);
    expect(first.body).toEqual(expect.objectContaining({ id: key.id, revokedAt: expect.any(String) }));
    const second = await revokeKey(key.id);
    expect([second.status, second.body]).toEqual([200, first.body]);
  });

  it("does not find another account's key, or one that never was", async () => {
    const { key } = await newKey("别人碰不得");
    const stranger = await customerCookie(await makeAccount());
    expect((await revokeKey(key.id, stranger)).body).toEqual(code("NOT_FOUND"));
    expect((await revokeKey("key_01a03b94c2807f5886a141d3296ed324")).status).toBe(404);
    const row = (await keysOf(account)).find((one) => one.name === "别人碰不得");
    expect(row?.revokedAt).toBeNull();
  });

  it("refuses what is no key's id, anonymous callers and staff", async () => {
    const { key } = await newKey("留着");
    expect((await revokeKey("key_nonsense")).body).toEqual(code("INVALID_INPUT"));
    const staff = await makeStaff("管理员", ["admin"]);
    expect((await revokeKey(key.id, "")).status).toBe(401);
    expect((await revokeKey(key.id, staff.cookie)).status).toBe(403);
  });
});
