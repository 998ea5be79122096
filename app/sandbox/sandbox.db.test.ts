import { afterEach, describe, expect, it, vi } from "vitest";
import { BUSINESS_CLOCK_CHANNEL } from "@/lib/db/business-clock";
import { dbPool } from "@/lib/db/client";
import { listen } from "@/lib/db/listen";
import { callRoute } from "@/lib/testing/call-route";
import { setTestClock } from "@/lib/testing/test-clock";
import { addDays, shanghaiDay, toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { POST as clock } from "./clock/route";
import { GET as outbox } from "./outbox/route";
import { GET as totp } from "./totp/route";

const DAY_SECONDS = 86_400;
const advance = (advanceSeconds: unknown) => callRoute(clock, "/sandbox/clock", { json: { advanceSeconds } });

async function partitionOf(day: string): Promise<unknown> {
  const { rows } = await dbPool().query("SELECT to_regclass($1) AS part", [`usage_event_${day.replaceAll("-", "")}`]);
  return (rows[0] as { part: unknown }).part;
}

describe("POST /sandbox/clock", () => {
  it("moves every process's clock, makes the days it jumps to, and says what time it is", async () => {
    const at = toInstant("2026-05-20T04:00:00Z");
    await setTestClock(at);
    const heard: string[] = [];
    const listener = await listen(
      [BUSINESS_CLOCK_CHANNEL],
      (_channel, payload) => heard.push(payload),
      () => Promise.resolve(),
    );
    const target = addDays(shanghaiDay(at), 30);
    expect(await partitionOf(target)).toBeNull();

    const moved = await advance(30 * DAY_SECONDS);
    expect(moved.body).toEqual({ now: "2026-06-19T04:00:00.000Z", offsetSeconds: 30 * DAY_SECONDS });
    expect(businessNow().toISOString()).toBe("2026-06-19T04:00:00.000Z");
    for (const day of [addDays(target, -1), target, addDays(target, 7)]) expect(await partitionOf(day)).not.toBeNull();
    await vi.waitFor(() => expect(heard).toEqual([String(30 * DAY_SECONDS * 1000)]));
    await listener.close();
  });

  it("adds up, also when two move it at once", async () => {
    const before = (await advance(1)).body as { offsetSeconds: number };
    await Promise.all([advance(60), advance(60)]);
    const after = (await advance(1)).body as { offsetSeconds: number };
    expect(after.offsetSeconds).toBe(before.offsetSeconds + 121);
  });

  it.each([0, -1, 1.5, "x", null, 1e12, undefined])("refuses %j and stands still", async (seconds) => {
    const before = await dbPool().query("SELECT offset_ms FROM business_clock");
    expect((await advance(seconds)).status).toBe(422);
    expect((await dbPool().query("SELECT offset_ms FROM business_clock")).rows).toEqual(before.rows);
  });
});

describe("what is not there", () => {
  it("has no messages and no code", async () => {
    expect((await callRoute(outbox, "/sandbox/outbox?to=17000000008")).body).toEqual([]);
    expect((await callRoute(outbox, "/sandbox/outbox")).status).toBe(422);
    expect((await callRoute(totp, "/sandbox/totp?email=nobody@demo.local")).status).toBe(404);
  });
});

describe("in production", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  it("every sandbox address answers 404 before it looks at anything", async () => {
    vi.resetModules();
    vi.stubEnv("TOKENHALL_MODE", "production");
    const [{ POST }, { GET: outboxNow }, { GET: totpNow }] = await Promise.all([
      import("./clock/route"),
      import("./outbox/route"),
      import("./totp/route"),
    ]);
    expect((await callRoute(POST, "/sandbox/clock", { json: { advanceSeconds: 60 } })).status).toBe(404);
    expect((await callRoute(outboxNow, "/sandbox/outbox?to=17000000001")).status).toBe(404);
    expect((await callRoute(totpNow, "/sandbox/totp?email=admin@demo.local")).status).toBe(404);
  });
});
