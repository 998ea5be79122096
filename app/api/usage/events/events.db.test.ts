import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { showId } from "@/lib/ids/ids";
import { callRoute } from "@/lib/testing/call-route";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { makeStaff, type MadeStaff } from "@/lib/testing/make-staff";
import { setTestClock } from "@/lib/testing/test-clock";
import { businessNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { POST as revoke } from "../../admin/api-clients/[clientId]/revoke/route";
import { GET as findClients, POST as create } from "../../admin/api-clients/route";
import { POST } from "./route";

const SOURCE = "/voice/shanghai";
let admin: MadeStaff;
let account: TestAccount;
let bucket: string;
let client: { id: string; secret: string };
let sent = 0;

beforeAll(async () => {
  await setTestClock(null);
  await inTransaction((tx) => seedCatalogue(tx, businessNow()));
  admin = await makeStaff("罗成", ["admin"]);
  client = await createClient("语音平台", [SOURCE]);
});

beforeEach(async () => {
  account = await makeAccount();
  bucket = await makeBucket(account, { tokens: 10_000 });
});

async function createClient(name: string, sources: string[] = []) {
  const { body } = await callRoute(create, "/api/admin/api-clients", { json: { name, sources }, cookie: admin.cookie });
  const { client: made, secret } = body as { client: { id: string }; secret: string };
  return { id: made.id, secret };
}

function eventOf(more: object = {}) {
  sent += 1;
  const subject = showId("acc", account.accountId);
  const data = { model: "glm-5", inputTokens: 10, outputTokens: 1 };
  const type = "com.tokenhall.usage.v1";
  return {
    specversion: "1.0",
    type,
    source: SOURCE,
    id: `e${sent}`,
    time: businessNow().toISOString(),
    subject,
    data,
    ...more,
  };
}

async function send(body: string, type: string, headers: Record<string, string> = {}) {
  const response = await POST(
    new Request("http://localhost:3000/api/usage/events", {
      method: "POST",
      headers: { authorization: `Bearer ${client.secret}`, "content-type": type, "accept-language": "en", ...headers },
      body,
    }),
  );
  const answer = (await response.json()) as { events?: object[]; error?: { code: string; details: object } };
  return { status: response.status, ...answer };
}

const single = (event: unknown, headers?: Record<string, string>) =>
  send(JSON.stringify(event), "application/cloudevents+json; charset=utf-8", headers);
const batch = (events: unknown) => send(JSON.stringify(events), "application/cloudevents-batch+json");

describe("POST /api/usage/events", () => {
  test("takes a structured event, from any origin, and a repeat changes nothing", async () => {
    const event = eventOf();
    const headers = { origin: "https://reports.example", "sec-fetch-site": "cross-site" };
    expect(await single(event, headers)).toMatchObject({
      status: 200,
      events: [{ status: "settled", planTokens: 28 }],
    });
    expect(await single(event)).toMatchObject({ status: 200, events: [{ status: "duplicate", bodyDiffers: false }] });
    expect(await single({ ...event, data: { ...event.data, outputTokens: 2 } })).toMatchObject({
      status: 409,
      error: { code: "EVENT_DIFFERS", details: { id: event.id } },
    });
    expect(await readBucket(account, bucket)).toMatchObject({ consumed: 28 });
  });

  test("takes the same event in binary mode as a repeat: one event, whichever mode", async () => {
    const { data, ...attributes } = eventOf();
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(value)]),
    );
    const binary = () => send(JSON.stringify(data), "application/json", headers);
    expect(await binary()).toMatchObject({ status: 200, events: [{ status: "settled" }] });
    expect(await single({ ...attributes, datacontenttype: "application/json", data })).toMatchObject({
      status: 200,
      events: [{ status: "duplicate", bodyDiffers: false }],
    });
  });

  test("answers a batch event by event; an empty one and one without any usage event too", async () => {
    const [good, wrong] = [eventOf(), eventOf({ subject: "acc_0" })];
    expect(await batch([good, wrong, { ...good, source: "/sms" }, 7])).toMatchObject({
      status: 200,
      events: [
        { id: good.id, status: "settled" },
        { id: wrong.id, status: "dead_letter", reason: "account_unknown" },
        { id: good.id, status: "invalid", reason: "source_not_allowed" },
        { id: null, status: "invalid", reason: "not_an_object" },
      ],
    });
    expect(await batch([])).toEqual({ status: 200, events: [] });
    expect(await batch([{}])).toMatchObject({ status: 422, events: [{ status: "invalid", reason: "specversion" }] });
  });

  test("says of a single event what is wrong with it", async () => {
    expect(await single({ ...eventOf(), id: "" })).toMatchObject({
      status: 422,
      error: { code: "EVENT_INVALID", details: { reason: "id", source: SOURCE } },
    });
    expect(await single({ ...eventOf(), source: "/sms" })).toMatchObject({ status: 403 });
    expect(await single({ ...eventOf(), data: { model: "glm-5" } })).toMatchObject({ status: 202 });
    expect(await send("{", "application/cloudevents+json")).toMatchObject({ status: 400 });
    expect(await send("{}", "application/cloudevents-batch+json")).toMatchObject({ status: 400 });
    expect(await send("{}", "application/json")).toMatchObject({ status: 415 });
    expect(await send("<a/>", "application/cloudevents+xml")).toMatchObject({ status: 415 });
  });

  test("refuses too many and too much before it takes any", async () => {
    const known = await db().ingestedEvent.count();
    const event = eventOf();
    const many = Array.from({ length: 1_001 }, (_, index) => ({ ...event, id: `many-${index}` }));
    expect(await batch(many)).toMatchObject({ status: 413, error: { code: "TOO_MANY_EVENTS" } });
    expect(await send(`[${" ".repeat(1_100_000)}]`, "application/cloudevents-batch+json")).toMatchObject({
      status: 413,
      error: { code: "REQUEST_TOO_LARGE" },
    });
    expect(await db().ingestedEvent.count()).toBe(known);
  });

  test("knows its systems by secrets that are shown once and stored as HMAC, until they are revoked", async () => {
    const other = await createClient("短信平台");
    const event = eventOf({ source: "/anything" });
    const as = (secret: string) => single(event, { authorization: `Bearer ${secret}` });
    expect(await as(other.secret)).toMatchObject({ status: 200 });
    const stored = await db().apiClient.findMany();
    expect(JSON.stringify(stored)).not.toContain(other.secret);
    const { body } = await callRoute(findClients, "/api/admin/api-clients", { cookie: admin.cookie });
    expect(JSON.stringify(body)).not.toContain(other.secret);
    expect(body).toContainEqual(expect.objectContaining({ name: "短信平台", lastUsedAt: expect.any(String) }));

    const params = { clientId: other.id };
    const revokeIt = () => callRoute(revoke, "/x", { json: {}, params, cookie: admin.cookie });
    expect([(await revokeIt()).status, (await revokeIt()).status]).toEqual([200, 200]);
    expect(await as(other.secret)).toMatchObject({ status: 401, error: { code: "CLIENT_SECRET_INVALID" } });
    for (const wrong of ["", "tc-x", `${client.secret}0`, client.secret.replace(/.$/, "x")])
      expect((await as(wrong)).status).toBe(401);
    expect(await db().auditEntry.count({ where: { subjectId: other.id } })).toBe(2);
  });

  test("gives a name to one system only, two at once included", async () => {
    const json = { name: "同名", sources: [] };
    const all = await Promise.all(
      [1, 2, 3].map(() => callRoute(create, "/api/admin/api-clients", { json, cookie: admin.cookie })),
    );
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });
});
