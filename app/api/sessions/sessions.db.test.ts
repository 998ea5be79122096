import { beforeEach, describe, expect, it } from "vitest";
import { openAccount } from "@/lib/accounts/open-account";
import { readActor } from "@/lib/auth/read-actor";
import { emulatedSubscriber } from "@/lib/carrier/emulated-carrier";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { callRoute } from "@/lib/testing/call-route";
import { makeBrowser, type MadeBrowser } from "@/lib/testing/make-browser";
import { makeStaff } from "@/lib/testing/make-staff";
import { businessNow, systemMs } from "@/lib/time/clock";
import { toInstant } from "@/lib/time/calendar";
import { showId } from "@/lib/ids/ids";
import { POST as signOut } from "../sign-out/route";
import { POST as revokeOne } from "./[sessionId]/revoke/route";
import { POST as revokeAll } from "./revoke-all/route";
import { POST as revokeOthers } from "./revoke-others/route";
import { GET as list } from "./route";

const DAY_MS = 86_400_000;
let serial = 0;

async function newAccount() {
  const phone = `+861709998${String((serial += 1)).padStart(4, "0")}`;
  const input = {
    phone,
    subscriber: emulatedSubscriber(phone),
    consents: true,
    locale: "zh-CN",
    at: businessNow(),
  } as const;
  return inTransaction((tx) => openAccount(tx, input));
}

const whoIs = async ({ cookie }: { cookie: string }) => (await readActor(new Headers({ cookie }))).kind;
const revoke = (sessionId: string, cookie: string) => {
  const shown = showId("ses", sessionId);
  return callRoute(revokeOne, `/api/sessions/${shown}/revoke`, { json: {}, cookie, params: { sessionId: shown } });
};

let one: MadeBrowser;
let two: MadeBrowser;
let three: MadeBrowser;

beforeEach(async () => {
  const account = await newAccount();
  [one, two, three] = [await makeBrowser(account), await makeBrowser(account), await makeBrowser(account)];
});

describe("a customer's sign-ins", () => {
  it("are listed, this browser first", async () => {
    const { body } = await callRoute(list, "/api/sessions", { cookie: two.cookie });
    expect(body).toHaveLength(3);
    expect((body as object[])[0]).toMatchObject({
      id: showId("ses", two.sessionId),
      browser: "WeChat",
      system: "iPhone",
      address: "192.0.2.1",
      isThis: true,
    });
  });

  it("end one by one, at once, and again without effect", async () => {
    expect((await revoke(two.sessionId, one.cookie)).body).toEqual({ revoked: 1 });
    expect(await whoIs(two)).toBe("visitor");
    expect(await whoIs(three)).toBe("customer");
    expect((await revoke(two.sessionId, one.cookie)).body).toEqual({ revoked: 0 });
    expect((await callRoute(list, "/api/sessions", { cookie: two.cookie })).status).toBe(401);
  });

  it("end everywhere else, or everywhere", async () => {
    expect(
      (await callRoute(revokeOthers, "/api/sessions/revoke-others", { json: {}, cookie: one.cookie })).status,
    ).toBe(200);
    expect([await whoIs(one), await whoIs(two), await whoIs(three)]).toEqual(["customer", "visitor", "visitor"]);
    const all = await callRoute(revokeAll, "/api/sessions/revoke-all", { form: {}, cookie: one.cookie });
    expect([all.status, all.location]).toEqual([303, "/sign-in?signed-out=all"]);
    expect(await whoIs(one)).toBe("visitor");
  });

  it("of another account are not found, and go on", async () => {
    const stranger = await makeBrowser(await newAccount());
    expect((await revoke(one.sessionId, stranger.cookie)).status).toBe(404);
    expect((await revoke("00000000-0000-7000-8000-000000000000", one.cookie)).status).toBe(404);
    expect(await whoIs(one)).toBe("customer");
  });

  it("are nobody else's to see or end", async () => {
    const { cookie: staff } = await makeStaff("support", ["support"]);
    expect((await revoke(one.sessionId, "")).status).toBe(401);
    expect((await revoke(one.sessionId, staff)).status).toBe(403);
    expect((await callRoute(list, "/api/sessions", { cookie: staff })).status).toBe(403);
    const malformed = { json: {}, cookie: one.cookie, params: { sessionId: "ses_1" } };
    expect((await callRoute(revokeOne, "/api/sessions/ses_1/revoke", malformed)).status).toBe(422);
    expect(await whoIs(one)).toBe("customer");
  });

  it("end on signing out, in that browser only", async () => {
    const out = await callRoute(signOut, "/api/sign-out", { form: {}, cookie: one.cookie });
    expect([out.status, out.location]).toEqual([303, "/"]);
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    expect([await whoIs(one), await whoIs(two)]).toEqual(["visitor", "customer"]);
    expect((await callRoute(signOut, "/api/sign-out", { json: {} })).status).toBe(200);
  });

  it("slide with use, written at most once a minute, and end after thirty days", async () => {
    const where = { cell_id: { cell: one.cell, id: one.sessionId } };
    const lastSeenOf = async () => (await db().customerSession.findUniqueOrThrow({ where })).lastSeenAt.getTime();
    const created = await lastSeenOf();
    await whoIs(one);
    expect(await lastSeenOf()).toBe(created);

    const yesterday = toInstant(systemMs() - DAY_MS);
    await db().customerSession.update({
      where,
      data: { lastSeenAt: yesterday, expiresAt: toInstant(systemMs() + 60_000) },
    });
    expect(await whoIs(one)).toBe("customer");
    const after = await db().customerSession.findUniqueOrThrow({ where });
    expect(after.lastSeenAt.getTime()).toBeGreaterThan(yesterday.getTime());
    expect(after.expiresAt.getTime() - systemMs()).toBeGreaterThan(29 * DAY_MS);

    await db().customerSession.update({ where, data: { expiresAt: toInstant(systemMs() - 1) } });
    expect(await whoIs(one)).toBe("visitor");
  });

  it("end with the account", async () => {
    const actor = await readActor(new Headers({ cookie: one.cookie }));
    if (actor.kind !== "customer") throw new Error("not signed in");
    await db().account.update({
      where: { cell_id: { cell: actor.cell, id: actor.accountId } },
      data: { status: "frozen" },
    });
    expect(await whoIs(one)).toBe("visitor");
  });

  it("stand beside a staff sign-in in the same browser", async () => {
    const { cookie: staff } = await makeStaff("analyst", ["pricing_analyst"]);
    const headers = new Headers({ cookie: `${one.cookie}; ${staff}` });
    expect((await readActor(headers, "customer")).kind).toBe("customer");
    expect((await readActor(headers, "staff")).kind).toBe("staff");
    expect((await readActor(new Headers({ cookie: staff }), "customer")).kind).toBe("staff");
  });
});
