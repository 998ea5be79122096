import { beforeEach, describe, expect, it } from "vitest";
import { GET as outbox } from "@/app/sandbox/outbox/route";
import { db, dbPool } from "@/lib/db/client";
import { emulatedSubscriber, formerSubscriber } from "@/lib/carrier/emulated-carrier";
import { openAccount } from "@/lib/accounts/open-account";
import { inTransaction } from "@/lib/db/in-transaction";
import { readActor } from "@/lib/auth/read-actor";
import { callRoute, type Answer } from "@/lib/testing/call-route";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { POST as sendCode } from "./code/route";
import { POST as signIn } from "./route";

const NOON = toInstant("2026-05-20T04:00:00Z");
const SIX_MINUTES_LATER = toInstant("2026-05-20T04:06:00Z");

let serial = 0;
const newNumber = () => `1709999${String((serial += 1)).padStart(4, "0")}`;
const forgetLimits = () => dbPool().query("DELETE FROM rate_limit");

async function askCode(phone: string): Promise<string> {
  const sent = await callRoute(sendCode, "/api/sign-in/code", { json: { phone } });
  expect(sent.status).toBe(200);
  const { body } = await callRoute(outbox, `/sandbox/outbox?to=${phone}`);
  return (body as { code: string }[])[0]!.code;
}

const enter = (phone: string, code: string, more: object = { consent: true }): Promise<Answer> =>
  callRoute(signIn, "/api/sign-in", { json: { phone, code, ...more } });

const errorCode = (answer: Answer) => (answer.body as { error: { code: string } }).error.code;
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const sessionCount = () => db().customerSession.count();

beforeEach(async () => {
  await setTestClock(NOON);
  await forgetLimits();
});

describe("the first sign-in", () => {
  it("opens an account with what the carrier knows, stores the consents and signs the browser in", async () => {
    const phone = "17000000006";
    const code = await askCode(`+86 ${phone}`);
    const answer = await enter(phone, code);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ isNew: true });

    const actor = await readActor(new Headers({ cookie: answer.cookie }));
    if (actor.kind !== "customer") throw new Error("nobody is signed in");
    const account = await db().account.findUniqueOrThrow({
      where: { cell_id: { cell: actor.cell, id: actor.accountId } },
      include: { consents: true, customerSessions: true },
    });
    expect(account).toMatchObject({
      phone: `+86${phone}`,
      regionCode: "110000",
      displayName: "刘畅",
      status: "active",
    });
    expect(account.consents.map((consent) => consent.document).sort()).toEqual(["privacy", "terms"]);
    expect(account.customerSessions[0]).toMatchObject({ address: "203.0.113.5" });

    await forgetLimits();
    const again = await enter(phone, await askCode(phone), {});
    expect(again.body).toMatchObject({ isNew: false });
  });

  it("needs the consents, and keeps the code for the second try", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    const before = await db().account.count();
    const refused = await enter(phone, code, {});
    expect([refused.status, errorCode(refused)]).toEqual([422, "CONSENT_REQUIRED"]);
    expect(refused.cookie).toBe("");
    expect(await db().account.count()).toBe(before);
    expect(await db().phoneDirectory.count({ where: { phone: `+86${phone}` } })).toBe(0);
    expect((await enter(phone, code)).status).toBe(200);
  });

  it("of a recycled number opens a new account and freezes the old one", async () => {
    const former = formerSubscriber();
    const old = await inTransaction((tx) => openAccount(tx, { ...former, consents: true, locale: "zh-CN", at: NOON }));
    const answer = await enter("17000000009", await askCode("17000000009"));
    expect(answer.body).toMatchObject({ isNew: true });
    const frozen = await db().account.findUniqueOrThrow({ where: { cell_id: { cell: old.cell, id: old.accountId } } });
    expect(frozen).toMatchObject({ status: "frozen", displayName: "何夕" });
    const entries = await db().auditEntry.findMany({ where: { action: "account.frozen", subjectId: old.accountId } });
    expect(entries).toHaveLength(1);

    await forgetLimits();
    const again = await enter("17000000009", await askCode("17000000009"));
    expect(again.body).toMatchObject({ isNew: false });
  });

  it("by two browsers at once opens one account", async () => {
    const phone = `+86${newNumber()}`;
    const input = { phone, subscriber: emulatedSubscriber(phone), consents: true, locale: "zh-CN", at: NOON } as const;
    const opened = await Promise.all(Array.from({ length: 6 }, () => inTransaction((tx) => openAccount(tx, input))));
    expect(new Set(opened.map((account) => account.accountId)).size).toBe(1);
    expect(opened.filter((account) => account.isNew)).toHaveLength(1);
    expect(await db().consent.count({ where: { cell: opened[0]!.cell, accountId: opened[0]!.accountId } })).toBe(2);
  });
});

describe("a code", () => {
  it("that is wrong says how many tries are left, and the sixth is refused even if it is right", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    for (const triesLeft of [4, 3, 2, 1]) {
      const answer = await enter(phone, wrongFor(code));
      expect(answer.body).toMatchObject({ error: { code: "CODE_WRONG", details: { triesLeft } } });
    }
    expect(errorCode(await enter(phone, wrongFor(code)))).toBe("CODE_TRIES_USED");
    expect(errorCode(await enter(phone, code))).toBe("CODE_TRIES_USED");
    expect(await db().account.count({ where: { phone: `+86${phone}` } })).toBe(0);
  });

  it("is over after five minutes of the business clock", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    await setTestClock(SIX_MINUTES_LATER);
    expect(errorCode(await enter(phone, code))).toBe("CODE_EXPIRED");
  });

  it("works once, however many send it at once", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    const before = await sessionCount();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(phone, code)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(
      answers.filter((answer) => answer.status !== 200).every((answer) => errorCode(answer) === "CODE_EXPIRED"),
    ).toBe(true);
    expect(await sessionCount()).toBe(before + 1);
  });

  it("counts tries that come at once", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter(phone, wrongFor(code))));
    expect(answers.filter((answer) => errorCode(answer) === "CODE_WRONG")).toHaveLength(4);
    expect(errorCode(await enter(phone, code))).toBe("CODE_TRIES_USED");
  });

  it("stops working when a newer one is sent", async () => {
    const phone = newNumber();
    const first = await askCode(phone);
    await forgetLimits();
    const second = await askCode(phone);
    expect((await enter(phone, second)).status).toBe(200);
    expect(errorCode(await enter(phone, first))).toBe("CODE_EXPIRED");
  });

  it("of another number is wrong", async () => {
    const [mine, theirs] = [newNumber(), newNumber()];
    const code = await askCode(mine);
    const other = await askCode(theirs);
    expect(errorCode(await enter(theirs, code === other ? wrongFor(code) : code))).toBe("CODE_WRONG");
  });

  it("is kept as an HMAC only", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    const row = await db().oneTimeCode.findFirstOrThrow({ where: { phone: `+86${phone}` } });
    expect(
      JSON.stringify({ ...row, phone: "" }, (_key, value: unknown) => (typeof value === "bigint" ? "" : value)),
    ).not.toContain(code);
  });
});

describe("asking for a code", () => {
  it("again within a minute is too soon", async () => {
    const phone = newNumber();
    await askCode(phone);
    const again = await callRoute(sendCode, "/api/sign-in/code", { json: { phone } });
    expect([again.status, errorCode(again)]).toEqual([429, "CODE_TOO_SOON"]);
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(await db().sandboxMessage.count({ where: { recipient: `+86${phone}` } })).toBe(1);
  });

  it("is answered alike for a known number and an unknown one", async () => {
    const known = newNumber();
    await enter(known, await askCode(known));
    await forgetLimits();
    const [one, other] = await Promise.all(
      [known, newNumber()].map((phone) => callRoute(sendCode, "/api/sign-in/code", { json: { phone } })),
    );
    expect(one!.body).toEqual(other!.body);
    expect(one!.status).toBe(other!.status);
  });

  it.each(["12345", "02112345678", "1700000000x", "", "+14155550100"])("for %j is refused", async (phone) => {
    const answer = await callRoute(sendCode, "/api/sign-in/code", { json: { phone } });
    expect([answer.status, errorCode(answer)]).toEqual([422, "PHONE_INVALID"]);
  });
});

describe("bad requests", () => {
  it.each(["12345", "abcdef", "1234567", ""])("code %j is no code and costs no try", async (code) => {
    const phone = newNumber();
    await askCode(phone);
    expect(errorCode(await enter(phone, code))).toBe("INVALID_INPUT");
    expect(await db().oneTimeCode.findFirst({ where: { phone: `+86${phone}` } })).toMatchObject({ triesLeft: 5 });
  });

  it("from another site are refused", async () => {
    const headers = { origin: "https://elsewhere.example" };
    const answer = await callRoute(signIn, "/api/sign-in", { json: { phone: newNumber(), code: "000000" }, headers });
    expect([answer.status, errorCode(answer)]).toEqual([403, "FOREIGN_ORIGIN"]);
  });

  it("that are no JSON, or no object, change nothing", async () => {
    const answer = await callRoute(signIn, "/api/sign-in", { json: ["x"] });
    expect([answer.status, errorCode(answer)]).toEqual([400, "MALFORMED_REQUEST"]);
  });
});

describe("a browser without JavaScript", () => {
  it("is led from step to step and on to where it wanted to go", async () => {
    const phone = newNumber();
    const referer = "http://localhost:3000/en/sign-in?next=%2Fen%2Fcheckout%2Fplan%2Flite";
    const next = "/en/checkout/plan/lite";
    const sent = await callRoute(sendCode, "/api/sign-in/code", { form: { phone, next }, headers: { referer } });
    expect([sent.status, sent.location]).toEqual([303, `/en/sign-in?step=code&next=${encodeURIComponent(next)}`]);
    expect(sent.cookie).not.toContain(phone);

    const { body } = await callRoute(outbox, `/sandbox/outbox?to=${phone}`);
    const code = (body as { code: string }[])[0]!.code;
    const stepReferer = `http://localhost:3000${sent.location!}`;
    const form = { phone, next, consent: "on" };
    const wrong = await callRoute(signIn, "/api/sign-in", {
      form: { ...form, code: wrongFor(code) },
      headers: { referer: stepReferer },
    });
    expect(wrong.status).toBe(303);
    expect(wrong.location).toContain("/en/sign-in?step=code");
    expect(wrong.location).toContain("error=CODE_WRONG");
    expect(wrong.location).toContain("triesLeft=4");

    const done = await callRoute(signIn, "/api/sign-in", {
      form: { ...form, code },
      headers: { referer: stepReferer },
    });
    expect([done.status, done.location]).toEqual([303, next]);
    expect(await readActor(new Headers({ cookie: done.cookie }))).toMatchObject({ kind: "customer" });
  });

  it("is never sent to another site", async () => {
    const phone = newNumber();
    const code = await askCode(phone);
    const form = { phone, code, consent: "on", next: "//elsewhere.example/x" };
    expect((await callRoute(signIn, "/api/sign-in", { form })).location).toBe("/account");
  });
});
