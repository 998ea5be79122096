import { describe, expect, test } from "vitest";
import { showId } from "@/lib/ids/ids";
import { bodyHash, readCloudEvent } from "@/lib/ingestion/cloud-event";
import { MOST_TOKENS } from "@/lib/ingestion/ingested-event";
import { readUsage } from "@/lib/ingestion/reported-usage";
import { toInstant } from "@/lib/time/calendar";

const NOW = toInstant("2026-05-20T06:32:00Z");
const ACCOUNT = showId("acc", "018f6d2e-7b1c-7a10-8c55-0123456789ab");
const OTHER = showId("acc", "018f6d2e-7b1c-7a10-8c55-0123456789ac");
const KEY = showId("key", "018f6d2e-7b1c-7a10-8c55-0123456789ad");

const data = { model: "glm-5", inputTokens: 100, cachedInputTokens: 40, outputTokens: 7 };
const event = {
  specversion: "1.0",
  type: "com.tokenhall.usage.v1",
  source: "urn:example:voice",
  id: "call-1",
  time: "2026-05-20T14:00:00+08:00",
  subject: ACCOUNT,
  data,
};

describe("an envelope", () => {
  test("of CloudEvents 1.0 is taken, with extensions, and without what is null", () => {
    const read = readCloudEvent({ ...event, traceparent: "00-ab", sampledrate: 3, dataschema: null });
    expect(read).toEqual({
      ok: true,
      source: event.source,
      id: event.id,
      body: { ...event, traceparent: "00-ab", sampledrate: 3 },
    });
  });

  test.each([
    [null, "not_an_object"],
    [[event], "not_an_object"],
    ["text", "not_an_object"],
    [{ ...event, specversion: "0.3" }, "specversion"],
    [{ ...event, id: "" }, "id"],
    [{ ...event, id: undefined }, "id"],
    [{ ...event, id: 7 }, "id"],
    [{ ...event, id: "a\u0000b" }, "id"],
    [{ ...event, id: "x".repeat(201) }, "id"],
    [{ ...event, source: undefined }, "source"],
    [{ ...event, type: "com.example.other" }, "type"],
    [{ ...event, datacontenttype: "text/xml" }, "datacontenttype"],
    [{ ...event, Extension: "capital" }, "attribute"],
    [{ ...event, nested: { a: 1 } }, "attribute"],
    [{ ...event, data: undefined }, "data"],
    [{ ...event, data: { model: "\ud800" } }, "data"],
    [{ ...event, data: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } }, "data"],
    [{ ...event, data_base64: "e30=" }, "data"],
    [{ ...event, data: { ...data, filler: "x".repeat(20_000) } }, "too_large"],
  ])("that is none is refused: %#", (raw, reason) => {
    expect(readCloudEvent(raw)).toMatchObject({ ok: false, reason });
  });

  test("names its event in the refusal where it can", () => {
    expect(readCloudEvent({ ...event, type: "x" })).toMatchObject({
      source: event.source,
      id: event.id,
      field: "type",
    });
    expect(readCloudEvent({ ...event, id: "\u0007" })).toMatchObject({ source: event.source, id: null });
  });

  test("may carry its data as base64", () => {
    const { data: _data, ...rest } = event;
    const encoded = Buffer.from(JSON.stringify(data)).toString("base64");
    expect(readCloudEvent({ ...rest, data_base64: encoded })).toEqual(readCloudEvent(event));
    expect(readCloudEvent({ ...rest, data_base64: "####" })).toMatchObject({ ok: false, reason: "data" });
  });

  test("hashes the same in whichever order it is written, and differently with another content", () => {
    const { id, ...rest } = event;
    expect(bodyHash({ ...rest, id })).toBe(bodyHash(event));
    expect(bodyHash({ ...event, data: { ...data, outputTokens: 8 } })).not.toBe(bodyHash(event));
  });
});

describe("the usage inside", () => {
  test("is read with its time and its payer", () => {
    expect(readUsage(event, NOW)).toEqual({
      ok: true,
      usage: {
        accountId: "018f6d2e-7b1c-7a10-8c55-0123456789ab",
        keyId: null,
        phone: null,
        modelCode: "glm-5",
        usage: { inputTokens: 100, cachedInputTokens: 40, outputTokens: 7 },
        occurredAt: toInstant("2026-05-20T06:00:00Z"),
      },
    });
  });

  test("may name its payer by account, key or number, and by several that are not two of a kind", () => {
    const { subject: _subject, ...rest } = event;
    const payer = (more: object, subject?: string) =>
      readUsage({ ...rest, ...(subject === undefined ? {} : { subject }), data: { ...data, ...more } }, NOW);
    expect(payer({ phone: "170 0000 0001" })).toMatchObject({ ok: true, usage: { phone: "+8617000000001" } });
    expect(payer({ keyId: KEY, account: ACCOUNT })).toMatchObject({ ok: true });
    expect(payer({}, KEY)).toMatchObject({ ok: true, usage: { accountId: null } });
    expect(payer({ account: ACCOUNT }, ACCOUNT)).toMatchObject({ ok: true });
    expect(payer({ account: OTHER }, ACCOUNT)).toMatchObject({ reason: "account_conflict" });
    expect(payer({})).toMatchObject({ reason: "account_missing" });
    expect(payer({}, "customer-42")).toMatchObject({ reason: "account_unknown" });
    expect(payer({ phone: "12345" })).toMatchObject({ reason: "phone_unknown" });
  });

  test.each([
    [{ time: undefined }, "time_invalid"],
    [{ time: "yesterday" }, "time_invalid"],
    [{ time: "2026-05-20 14:00:00" }, "time_invalid"],
    [{ time: "2026-05-20T14:37:01+08:00" }, "time_ahead"],
    [{ time: "2026-02-19T06:31:59Z" }, "time_too_old"],
    [{ data: { ...data, inputTokens: -1 } }, "amount_invalid"],
    [{ data: { ...data, outputTokens: 1.5 } }, "amount_invalid"],
    [{ data: { ...data, outputTokens: 2 ** 53 } }, "amount_invalid"],
    [{ data: { ...data, outputTokens: MOST_TOKENS + 1 } }, "amount_invalid"],
    [{ data: { ...data, cachedInputTokens: 101 } }, "amount_invalid"],
    [{ data: { ...data, outputTokens: "7" } }, "amount_invalid"],
    [{ data: { inputTokens: 1, outputTokens: 1 } }, "data_invalid"],
    [{ data: { ...data, tokens: 4 } }, "data_invalid"],
    [{ data: [] }, "data_invalid"],
  ])("cannot be charged: %#", (change, reason) => {
    expect(readUsage({ ...event, ...change }, NOW)).toMatchObject({ ok: false, reason });
  });

  test("of a clock that is a little ahead happened when it was received", () => {
    expect(readUsage({ ...event, time: "2026-05-20T06:36:59Z" }, NOW)).toMatchObject({ usage: { occurredAt: NOW } });
  });

  test("of explicit zeros is usage", () => {
    const zeros = { model: "glm-5", inputTokens: 0, outputTokens: 0 };
    expect(readUsage({ ...event, data: zeros }, NOW)).toMatchObject({
      ok: true,
      usage: { usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 } },
    });
  });
});
