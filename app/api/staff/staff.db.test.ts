import { beforeEach, describe, expect, it } from "vitest";
import { GET as totp } from "@/app/sandbox/totp/route";
import { STAFF_ROLES } from "@/lib/auth/actor";
import { readActor } from "@/lib/auth/read-actor";
import { db, dbPool } from "@/lib/db/client";
import { showId } from "@/lib/ids/ids";
import { createStaffMember } from "@/lib/staff/create-staff-member";
import { currentTotp, newTotpSecret } from "@/lib/staff/totp";
import { callRoute, type Answer } from "@/lib/testing/call-route";
import { toInstant } from "@/lib/time/calendar";
import { systemMs, systemNow } from "@/lib/time/clock";
import { POST as recoveryCodes } from "./recovery-codes/route";
import { POST as revokeOne } from "./sessions/[sessionId]/revoke/route";
import { POST as revokeAll } from "./sessions/revoke-all/route";
import { POST as revokeOthers } from "./sessions/revoke-others/route";
import { GET as list } from "./sessions/route";
import { POST as signIn } from "./sign-in/route";
import { POST as signOut } from "./sign-out/route";

const PASSWORD = "correct horse battery";
const MINUTE_MS = 60_000;
let serial = 0;
let email = "";
let secret = "";
let staffId = "";

const code = (lastStep = 0) => currentTotp(secret, systemMs(), lastStep);
const enter = (more: object = {}): Promise<Answer> =>
  callRoute(signIn, "/api/staff/sign-in", { json: { email, password: PASSWORD, code: code(), ...more } });
const failure = (answer: Answer) => (answer.body as { error: { code: string; message: string } }).error;
const actorOf = (cookie: string) => readActor(new Headers({ cookie }), "staff");
const member = () => db().staffMember.findUniqueOrThrow({ where: { id: staffId } });
const audited = async (action: string) => db().auditEntry.count({ where: { action, subjectId: staffId } });
/** As if the next step of the authenticator had come. */
const forgetStep = () => db().staffMember.update({ where: { id: staffId }, data: { totpLastCounter: 0 } });

beforeEach(async () => {
  await dbPool().query("DELETE FROM rate_limit");
  email = `member-${(serial += 1)}@demo.local`;
  secret = newTotpSecret();
  const made = await createStaffMember(db(), {
    email,
    name: "周颖",
    roles: [STAFF_ROLES[0]],
    password: PASSWORD,
    totpSecret: secret,
    at: systemNow(),
  });
  staffId = made.staffId;
});

describe("staff sign-in", () => {
  it("takes password and authenticator, and is audited", async () => {
    const answer = await enter({ email: ` ${email.toUpperCase()} ` });
    expect(answer.status).toBe(200);
    expect(await actorOf(answer.cookie)).toMatchObject({ kind: "staff", staffId, roles: ["pricing_analyst"] });
    expect(await audited("staff.signed-in")).toBe(1);
    const stored = await member();
    expect(stored.passwordHash).toMatch(/^\$argon2id\$/);
    expect(stored.totpSecretBox).not.toContain(secret);
  });

  it("refuses everything else in the same words", async () => {
    const answers = [
      await enter({ email: "nobody@demo.local" }),
      await enter({ password: "wrong" }),
      await enter({ code: String((Number(code()) + 1) % 1_000_000).padStart(6, "0") }),
      await enter({ code: "AAAA-BBBB-CCCC" }),
      await enter({ code: "no code at all" }),
    ];
    const [first] = answers;
    for (const answer of answers) {
      expect(answer.status).toBe(422);
      expect({ ...failure(answer), requestId: "" }).toEqual({ ...failure(first!), requestId: "" });
      expect(failure(answer).code).toBe("STAFF_SIGN_IN_FAILED");
      expect(answer.cookie).toBe("");
    }
  });

  it("refuses a step of the authenticator that was used, whoever saw it", async () => {
    const seen = code();
    expect((await enter({ code: seen })).status).toBe(200);
    expect(failure(await enter({ code: seen })).code).toBe("STAFF_SIGN_IN_FAILED");
    const { body } = await callRoute(totp, `/sandbox/totp?email=${email}`);
    expect((await enter(body as object)).status).toBe(200);
  });

  it("lets one of many at once in with the same step", async () => {
    const seen = code();
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter({ code: seen })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  it("locks after five failures, even for the right password, and opens again", async () => {
    for (let time = 0; time < 5; time += 1)
      expect(failure(await enter({ password: "wrong" })).code).toBe("STAFF_SIGN_IN_FAILED");
    const locked = await enter();
    expect([locked.status, failure(locked).code]).toEqual([429, "STAFF_LOCKED"]);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(890);
    expect(await audited("staff.locked")).toBe(1);

    await db().staffMember.update({ where: { id: staffId }, data: { lockedUntil: toInstant(systemMs() - 1) } });
    expect((await enter()).status).toBe(200);
    expect(await member()).toMatchObject({ failedTries: 0, lockedUntil: null });
  });

  it("locks an address that belongs to nobody just the same", async () => {
    const nobody = { email: "nobody-at-all@demo.local" };
    for (let time = 0; time < 5; time += 1) expect(failure(await enter(nobody)).code).toBe("STAFF_SIGN_IN_FAILED");
    const locked = await enter(nobody);
    expect([locked.status, failure(locked).code]).toEqual([429, "STAFF_LOCKED"]);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(890);
  });

  it("counts failures that come at once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => enter({ password: "wrong" })));
    expect(failure(await enter()).code).toBe("STAFF_LOCKED");
  });

  it("is closed to a disabled member", async () => {
    await db().staffMember.update({ where: { id: staffId }, data: { disabledAt: systemNow() } });
    expect(failure(await enter()).code).toBe("STAFF_SIGN_IN_FAILED");
  });

  it("works as a native form, back to the page that asked", async () => {
    const form = { email, password: PASSWORD, code: code(), next: "/en/admin/pricing" };
    const answer = await callRoute(signIn, "/api/staff/sign-in", { form });
    expect([answer.status, answer.location]).toEqual([303, "/en/admin/pricing"]);
  });
});

describe("recovery codes", () => {
  it("replace the authenticator, each once, and only the newest set", async () => {
    const { cookie } = await enter();
    const first = await callRoute(recoveryCodes, "/api/staff/recovery-codes", { json: {}, cookie });
    expect(first.status).toBe(201);
    const { codes } = first.body as { codes: string[] };
    expect(new Set(codes).size).toBe(10);
    expect((await enter({ code: codes[0] })).status).toBe(200);
    expect(failure(await enter({ code: codes[0] })).code).toBe("STAFF_SIGN_IN_FAILED");
    expect((await enter({ code: codes[1]!.toLowerCase().replaceAll("-", " ") })).status).toBe(200);

    await callRoute(recoveryCodes, "/api/staff/recovery-codes", { json: {}, cookie });
    expect(failure(await enter({ code: codes[2] })).code).toBe("STAFF_SIGN_IN_FAILED");
    expect(await audited("staff.recovery-codes-regenerated")).toBe(2);
    const entries = JSON.stringify(await db().auditEntry.findMany({ select: { after: true } }));
    expect(codes.some((spare) => entries.includes(spare))).toBe(false);
  });

  it("are made for oneself, signed in", async () => {
    expect((await callRoute(recoveryCodes, "/api/staff/recovery-codes", { json: {} })).status).toBe(401);
  });
});

describe("staff sessions", () => {
  async function twoBrowsers() {
    const one = await enter();
    await forgetStep();
    const two = await enter();
    return [one.cookie, two.cookie] as const;
  }

  it("are listed and end at once, one or all others or all", async () => {
    const [one, two] = await twoBrowsers();
    const { body } = await callRoute(list, "/api/staff/sessions", { cookie: one });
    const [mine, other] = body as { id: string; isThis: boolean }[];
    expect([mine!.isThis, other!.isThis]).toEqual([true, false]);
    const params = { sessionId: other!.id };
    await callRoute(revokeOne, `/api/staff/sessions/${other!.id}/revoke`, { json: {}, cookie: one, params });
    expect((await actorOf(two)).kind).toBe("visitor");

    await forgetStep();
    const third = await enter();
    await callRoute(revokeOthers, "/api/staff/sessions/revoke-others", { json: {}, cookie: third.cookie });
    expect((await actorOf(one)).kind).toBe("visitor");
    await callRoute(revokeAll, "/api/staff/sessions/revoke-all", { json: {}, cookie: third.cookie });
    expect((await actorOf(third.cookie)).kind).toBe("visitor");
    expect(await audited("staff.sessions-revoked")).toBe(3);
  });

  it("of a colleague are not found", async () => {
    const mine = await enter();
    const actor = await actorOf(mine.cookie);
    if (actor.kind !== "staff") throw new Error("not signed in");
    const colleague = { email: `colleague-${serial}@demo.local`, secret: newTotpSecret() };
    const made = {
      ...colleague,
      name: "x",
      roles: [],
      password: PASSWORD,
      totpSecret: colleague.secret,
      at: systemNow(),
    };
    await createStaffMember(db(), made);
    const theirs = await enter({ email: colleague.email, code: currentTotp(colleague.secret, systemMs(), 0) });
    const params = { sessionId: showId("ses", actor.sessionId) };
    const call = { json: {}, cookie: theirs.cookie, params };
    // Without a role nothing is allowed; with one, it is still somebody else's.
    expect((await callRoute(revokeOne, "/api/staff/sessions/x/revoke", call)).status).toBe(403);
    await db().staffMember.update({ where: { email: colleague.email }, data: { roles: ["auditor"] } });
    expect((await callRoute(revokeOne, "/api/staff/sessions/x/revoke", call)).status).toBe(404);
    expect((await actorOf(mine.cookie)).kind).toBe("staff");
  });

  it("end after half an hour of rest, and after eight hours of work", async () => {
    const { cookie } = await enter();
    const actor = await actorOf(cookie);
    if (actor.kind !== "staff") throw new Error("not signed in");
    const where = { id: actor.sessionId };
    await db().staffSession.update({ where, data: { lastSeenAt: toInstant(systemMs() - 31 * MINUTE_MS) } });
    expect((await actorOf(cookie)).kind).toBe("visitor");
    await db().staffSession.update({ where, data: { lastSeenAt: toInstant(systemMs() - 29 * MINUTE_MS) } });
    expect((await actorOf(cookie)).kind).toBe("staff");
    await db().staffSession.update({ where, data: { expiresAt: toInstant(systemMs() - 1) } });
    expect((await actorOf(cookie)).kind).toBe("visitor");
  });

  it("end on signing out, which is audited", async () => {
    const { cookie } = await enter();
    const out = await callRoute(signOut, "/api/staff/sign-out", { form: {}, cookie });
    expect([out.status, out.location]).toEqual([303, "/admin/sign-in"]);
    expect((await actorOf(cookie)).kind).toBe("visitor");
    expect(await audited("staff.signed-out")).toBe(1);
  });
});
