import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { env } from "@/lib/env/env";
import { makeStaff } from "@/lib/testing/make-staff";
import { JULY, lite, openPricingDesk, type PricingDesk } from "@/lib/testing/open-pricing-desk";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { GET as list, POST as create } from "./route";
import { GET as read, PUT as save } from "./[number]/route";
import { POST as approve } from "./[number]/approve/route";
import { POST as discard } from "./[number]/discard/route";
import { POST as publish } from "./[number]/publish/route";
import { POST as reject } from "./[number]/reject/route";
import { POST as submit } from "./[number]/submit/route";
import { POST as takeBack } from "./[number]/take-back/route";
import { POST as withdraw } from "./[number]/withdraw/route";

type Handler = typeof create;

const Answer = z.looseObject({
  number: z.string().optional(),
  version: z.number().optional(),
  status: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

interface Call {
  cookie?: string;
  number?: string;
  body?: unknown;
  origin?: string;
}

let desk: PricingDesk;

beforeAll(async () => {
  await setTestClock(toInstant("2026-05-20T14:32:00+08:00"));
  desk = await openPricingDesk();
});

async function call(handler: Handler, { cookie, number, body, origin = new URL(env().PUBLIC_URL).origin }: Call) {
  const address = `${new URL(env().PUBLIC_URL).origin}/api/admin/change-sets${number ? `/${number}` : ""}`;
  const reads = handler === list || handler === read;
  const request = new Request(address, {
    method: reads ? "GET" : "POST",
    headers: { "content-type": "application/json", origin, ...(cookie ? { cookie } : {}) },
    ...(reads ? {} : { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) }),
  });
  const response = await handler(request, { params: Promise.resolve(number ? { number } : {}) });
  const answer: unknown = await response.json();
  return { status: response.status, answer: Array.isArray(answer) ? {} : Answer.parse(answer), list: answer };
}

const content = (version: number, items: unknown = [lite(1090)]) => ({
  version,
  title: "轻享版调价",
  reason: "上游成本上涨",
  effectiveAt: JULY,
  subscriptionPolicy: "next_renewal",
  items,
});

async function newDraft() {
  const made = await call(create, { cookie: desk.analyst.cookie, body: { title: "轻享版调价" } });
  expect(made.status).toBe(201);
  return { number: made.answer.number ?? "", version: made.answer.version ?? 0 };
}

describe("/api/admin/change-sets", () => {
  it("carries a set from draft to published, by two people", async () => {
    const { number, version } = await newDraft();
    const saved = await call(save, { cookie: desk.analyst.cookie, number, body: content(version) });
    expect(saved.status).toBe(200);
    const submitted = await call(submit, {
      cookie: desk.analyst.cookie,
      number,
      body: { version: saved.answer.version },
    });
    expect(submitted.answer.status).toBe("submitted");
    const own = await call(approve, {
      cookie: desk.analyst.cookie,
      number,
      body: { version: submitted.answer.version },
    });
    expect([own.status, own.answer.error?.code]).toEqual([403, "FORBIDDEN"]);
    const passed = await call(approve, {
      cookie: desk.approver.cookie,
      number,
      body: { version: submitted.answer.version },
    });
    expect(passed.answer.status).toBe("approved");
    const published = await call(publish, {
      cookie: desk.approver.cookie,
      number,
      body: { version: passed.answer.version },
    });
    expect(published.answer.status).toBe("published");
    const again = await call(publish, {
      cookie: desk.approver.cookie,
      number,
      body: { version: passed.answer.version },
    });
    expect([again.status, again.answer.version]).toEqual([200, published.answer.version]);
    const back = await call(withdraw, {
      cookie: desk.approver.cookie,
      number,
      body: { version: published.answer.version, reason: "改期" },
    });
    expect(back.answer.status).toBe("withdrawn");
    expect((await call(list, { cookie: desk.approver.cookie })).list).toEqual(
      expect.arrayContaining([expect.objectContaining({ number, status: "withdrawn" })]),
    );
  });

  it("refuses one's own approval even with the approver's role, in plain words", async () => {
    const { number, version } = await newDraft();
    const saved = await call(save, { cookie: desk.both.cookie, number, body: content(version) });
    const submitted = await call(submit, {
      cookie: desk.analyst.cookie,
      number,
      body: { version: saved.answer.version },
    });
    const own = await call(approve, { cookie: desk.both.cookie, number, body: { version: submitted.answer.version } });
    expect([own.status, own.answer.error?.code]).toEqual([403, "OWN_CHANGE_SET"]);
    expect(own.answer.error?.message).toContain("起草");
  });

  it.each([
    ["create", create, undefined],
    ["save", save, content(1)],
    ["submit", submit, { version: 1 }],
    ["take back", takeBack, { version: 1 }],
    ["discard", discard, { version: 1 }],
    ["approve", approve, { version: 1 }],
    ["reject", reject, { version: 1, reason: "x" }],
    ["publish", publish, { version: 1 }],
    ["withdraw", withdraw, { version: 1, reason: "x" }],
    ["read", read, undefined],
    ["list", list, undefined],
  ] as const)("lets nobody %s without the role", async (name, handler, body) => {
    const input = handler === create ? { title: "x" } : body;
    const target = handler === create || handler === list ? {} : { number: "PC-2026-001" };
    const visitor = await call(handler, { ...target, body: input });
    expect([visitor.status, visitor.answer.error?.code]).toEqual([401, "SIGN_IN_REQUIRED"]);
    const partner = await makeStaff("伙伴经理", ["partner_manager"]);
    const wrongRole = await call(handler, { ...target, body: input, cookie: partner.cookie });
    expect([name, wrongRole.status, wrongRole.answer.error?.code]).toEqual([name, 403, "FORBIDDEN"]);
  });

  it.each([
    ["a price of 0", [lite(0)]],
    ["a negative price", [lite(-990)]],
    ["a price of 1e15", [lite(1e15)]],
    ["half a fen", [lite(990.5)]],
    ["a price as text", [{ ...lite(1), after: { priceFen: "1090", quotaTokens: 10_000_000 } }]],
    ["no tokens", [lite(990, 0)]],
    ["an unknown plan", [{ ...lite(1090), code: "lite-11m" }]],
    ["one item twice", [lite(1090), lite(1190)]],
    ["a field of another kind", [{ ...lite(1), after: { priceFen: 1, quotaTokens: 1, validDays: 1 } }]],
    ["a kind that is not", [{ kind: "bundle", code: "x", after: {} }]],
  ])("refuses %s and changes nothing", async (_name, items) => {
    const { number, version } = await newDraft();
    const saved = await call(save, { cookie: desk.analyst.cookie, number, body: content(version, items) });
    expect([saved.status, saved.answer.error?.code]).toEqual([422, "INVALID_INPUT"]);
    expect((await call(read, { cookie: desk.analyst.cookie, number })).answer).toMatchObject({ version, items: [] });
  });

  it("refuses a body that is no JSON, a foreign origin, an unknown and a malformed number", async () => {
    const { number } = await newDraft();
    const { cookie } = desk.analyst;
    expect((await call(save, { cookie, number, body: "{" })).answer.error?.code).toBe("MALFORMED_REQUEST");
    const foreign = await call(save, { cookie, number, body: content(1), origin: "https://elsewhere.example" });
    expect(foreign.answer.error?.code).toBe("FOREIGN_ORIGIN");
    expect((await call(read, { cookie, number: "PC-2025-999" })).status).toBe(404);
    expect((await call(read, { cookie, number: "1' OR 1=1" })).status).toBe(422);
  });

  it("keeps a reason for each language, and none in English where none is sent", async () => {
    const { number, version } = await newDraft();
    const without = await call(save, { cookie: desk.analyst.cookie, number, body: content(version) });
    expect(without.answer).toMatchObject({ reasonEn: "" });
    const body = { ...content(without.answer.version ?? 0), reasonEn: " Upstream costs more " };
    const given = await call(save, { cookie: desk.analyst.cookie, number, body });
    expect(given.answer).toMatchObject({ reason: body.reason, reasonEn: "Upstream costs more" });
  });

  it("will not submit what gives no reason", async () => {
    const { number, version } = await newDraft();
    const saved = await call(save, { cookie: desk.analyst.cookie, number, body: { ...content(version), reason: "" } });
    const submitted = await call(submit, {
      cookie: desk.analyst.cookie,
      number,
      body: { version: saved.answer.version },
    });
    expect(submitted.status).toBe(422);
  });
});
