import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { STAFF_ROLES, type StaffRole } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { newUuid, showId } from "@/lib/ids/ids";
import { createApiClient } from "@/lib/ingestion/create-api-client";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { contextOf, makeAccount } from "@/lib/testing/make-account";
import { makeStaff } from "@/lib/testing/make-staff";
import { setTestClock } from "@/lib/testing/test-clock";
import { businessNow, systemNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

/**
 * Who may call what: one row per endpoint and method. An endpoint without a row fails the first test, so that nobody adds
 * one without saying who it is for. Rows name valid input, so that a refusal can only come from who asks.
 */
type Audience = "customer" | "client" | StaffRole;
interface Row {
  to: readonly Audience[];
  headers?: Record<string, string>;
  params?: Record<string, string>;
  json?: unknown;
  query?: string;
}

const CUSTOMER = ["customer"] as const;
const READERS = ["pricing_analyst", "pricing_approver", "support", "finance", "auditor", "admin"] as const;
const number = "PC-2026-001";
const set = { params: { number }, json: { version: 1 } };
const uuid = newUuid(systemNow());
const span = "?from=2026-05-01&to=2026-05-20";

const ROWS: Record<string, Row> = {
  "GET overview": { to: CUSTOMER },
  "GET keys": { to: CUSTOMER },
  "POST keys": { to: CUSTOMER, json: { name: "a" } },
  "PUT keys/[keyId]": { to: CUSTOMER, params: { keyId: showId("key", uuid) }, json: { name: "a" } },
  "POST keys/[keyId]/rotate": {
    to: CUSTOMER,
    params: { keyId: showId("key", uuid) },
    json: { overlapSeconds: 0, requestKey: "a-request-key-of-a-test" },
  },
  "POST keys/[keyId]/revoke": { to: CUSTOMER, params: { keyId: showId("key", uuid) }, json: {} },
  "GET orders": { to: CUSTOMER },
  "POST orders": {
    to: CUSTOMER,
    json: { kind: "plan", code: "lite-10m", expectedVersionId: uuid, requestKey: "a-request-key-of-a-test" },
  },
  "GET orders/[number]": { to: CUSTOMER, params: { number: "TH000" } },
  "POST orders/[number]/cancel": { to: CUSTOMER, params: { number: "TH000" }, json: {} },
  "POST orders/[number]/payments": { to: CUSTOMER, params: { number: "TH000" }, json: {} },
  "GET sessions": { to: CUSTOMER },
  "POST sessions/[sessionId]/revoke": { to: CUSTOMER, params: { sessionId: showId("ses", uuid) }, json: {} },
  "POST sessions/revoke-others": { to: CUSTOMER, json: {} },
  "POST sessions/revoke-all": { to: CUSTOMER, json: {} },
  "GET usage/days": { to: CUSTOMER, query: span },
  "GET usage/calls": { to: CUSTOMER, query: span },
  "GET usage/pulse": { to: CUSTOMER, query: span },
  "GET usage/calls/[eventId]": { to: CUSTOMER, params: { eventId: showId("evt", uuid) } },
  "POST usage/events": {
    to: ["client"],
    headers: { "ce-specversion": "1.0", "ce-type": "com.tokenhall.usage.v1", "ce-source": "a", "ce-id": "1" },
    json: {},
  },
  "GET admin/api-clients": { to: ["auditor", "admin"] },
  "POST admin/api-clients": { to: ["admin"], json: { name: "计费系统" } },
  "POST admin/api-clients/[clientId]/revoke": { to: ["admin"], params: { clientId: showId("cli", uuid) }, json: {} },
  "GET admin/dead-letters": { to: ["support", "finance", "auditor", "admin"] },
  "POST admin/dead-letters/repair": {
    to: ["finance", "admin"],
    json: {
      source: "a",
      id: "1",
      seen: "x",
      payer: showId("acc", uuid),
      time: "2026-05-20T06:32:00Z",
      model: "glm-5",
      inputTokens: 1,
      outputTokens: 1,
    },
  },
  "POST admin/dead-letters/replay": { to: ["finance", "admin"], json: { events: [{ source: "a", id: "1" }] } },
  "POST admin/dead-letters/discard": { to: ["finance", "admin"], json: { source: "a", id: "1", reason: "测试" } },
  "GET admin/change-sets": { to: READERS },
  "POST admin/change-sets": { to: ["pricing_analyst"], json: { title: "调价" } },
  "GET admin/change-sets/[number]": { to: READERS, params: { number } },
  "PUT admin/change-sets/[number]": {
    to: ["pricing_analyst"],
    params: { number },
    json: {
      version: 1,
      title: "调价",
      reason: "",
      effectiveAt: "2027-01-01T00:00:00+08:00",
      subscriptionPolicy: "next_renewal",
      items: [],
    },
  },
  "POST admin/change-sets/[number]/submit": { to: ["pricing_analyst"], ...set },
  "POST admin/change-sets/[number]/take-back": { to: ["pricing_analyst"], ...set },
  "POST admin/change-sets/[number]/discard": { to: ["pricing_analyst"], ...set },
  "POST admin/change-sets/[number]/approve": { to: ["pricing_approver"], ...set },
  "POST admin/change-sets/[number]/reject": {
    to: ["pricing_approver"],
    params: { number },
    json: { version: 1, reason: "不" },
  },
  "POST admin/change-sets/[number]/publish": { to: ["pricing_approver"], ...set },
  "POST admin/change-sets/[number]/withdraw": {
    to: ["pricing_approver"],
    params: { number },
    json: { version: 1, reason: "不" },
  },
  "GET staff/sessions": { to: STAFF_ROLES },
  "POST staff/sessions/[sessionId]/revoke": { to: STAFF_ROLES, params: { sessionId: showId("ses", uuid) }, json: {} },
  "POST staff/sessions/revoke-others": { to: STAFF_ROLES, json: {} },
  "POST staff/sessions/revoke-all": { to: STAFF_ROLES, json: {} },
  "POST staff/recovery-codes": { to: STAFF_ROLES, json: {} },
};

/** For everyone, each with its own tests: signing in and out, a provider's notice, and what says whether the process lives. */
const OPEN = new Set([
  "GET auth/[...nextauth]",
  "POST auth/[...nextauth]",
  "GET health",
  "GET ready",
  "GET metrics",
  "GET openapi.json",
  "POST payments/sandbox/notice",
  "POST sign-in",
  "POST sign-in/code",
  "POST sign-out",
  "POST staff/sign-in",
  "POST staff/sign-out",
]);

type Handler = Parameters<typeof callRoute>[0];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Every endpoint of app/api by its method and address. */
async function endpoints(): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>();
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })) {
    if (path.basename(file) !== "route.ts") continue;
    const routes: Record<string, Handler> = await import(path.join(import.meta.dirname, file));
    for (const method of METHODS) {
      const handler = routes[method];
      if (handler) found.set(`${method} ${path.dirname(file)}`, handler);
    }
  }
  return found;
}

const handlers = await endpoints();

beforeAll(async () => {
  await setTestClock(null);
  await seedCatalogue(db(), businessNow());
});

test("every endpoint says who it is for", () => {
  expect([...handlers.keys()].sort()).toEqual([...Object.keys(ROWS), ...OPEN].sort());
});

/** What somebody signs in with: a cookie, or a system's secret. */
async function signInOf(who: Audience): Promise<{ cookie: string } | { headers: Record<string, string> }> {
  if (who === "customer") return { cookie: await customerCookie(await makeAccount()) };
  if (who !== "client") return { cookie: (await makeStaff(who, [who])).cookie };
  const { actor } = await makeStaff("admin", ["admin"]);
  const { secret } = await createApiClient(contextOf(actor), { name: newUuid(systemNow()), sources: [] });
  return { headers: { authorization: `Bearer ${secret}` } };
}

describe.each(Object.entries(ROWS))("%s", (endpoint, row) => {
  async function statusFor(signIn: { cookie?: string; headers?: Record<string, string> } = {}): Promise<number> {
    const handler = handlers.get(endpoint);
    if (!handler) throw new Error(`no handler for ${endpoint}`);
    const [method = "GET", address = ""] = endpoint.split(" ");
    const answer = await callRoute(handler, `/api/${address}${row.query ?? ""}`, {
      method: METHODS.find((known) => known === method) ?? "GET",
      ...(row.json === undefined ? {} : { json: row.json }),
      ...(row.params ? { params: row.params } : {}),
      ...(signIn.cookie ? { cookie: signIn.cookie } : {}),
      headers: { ...row.headers, ...signIn.headers },
    });
    return answer.status;
  }

  test("refuses a visitor and a stale sign-in", async () => {
    expect(await statusFor()).toBe(401);
    const signIn = await signInOf(row.to[0] ?? "customer");
    await db().customerSession.updateMany({ data: { revokedAt: systemNow() } });
    await db().staffSession.updateMany({ data: { revokedAt: systemNow() } });
    await db().apiClient.updateMany({ data: { revokedAt: systemNow() } });
    expect(await statusFor(signIn)).toBe(401);
  });

  test("refuses everybody it is not for", async () => {
    const others = (["customer", "client", ...STAFF_ROLES] as const).filter((who) => !row.to.includes(who));
    for (const who of others)
      expect([who, await statusFor(await signInOf(who))]).toEqual([
        who,
        expect.toSatisfy((status) => status === 401 || status === 403),
      ]);
  });

  test("lets in everybody it is for", async () => {
    for (const who of row.to)
      expect([who, await statusFor(await signInOf(who))]).toEqual([
        who,
        expect.toSatisfy((status) => status !== 401 && status !== 403 && status < 500),
      ]);
  });
});
