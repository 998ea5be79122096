import { afterEach, expect, it, vi } from "vitest";
import { watchBusinessClock } from "@/lib/db/business-clock";
import { poolSql } from "@/lib/db/sql";
import { setTestClock } from "@/lib/testing/test-clock";
import { businessNow, setClockSkew, systemMs } from "@/lib/time/clock";

afterEach(async () => {
  vi.useRealTimers();
  setClockSkew(0);
  await setTestClock(null);
});

it.each([30_000, -30_000])("a node whose own clock is off by %i ms keeps the database's time", async (offMs) => {
  const trueMs = () => performance.timeOrigin + performance.now();
  // Only Date is replaced: what this machine believes the time to be.
  vi.useFakeTimers({ toFake: ["Date"], now: trueMs() + offMs });
  expect(Math.abs(systemMs() - trueMs() - offMs)).toBeLessThan(5_000);

  const clock = await watchBusinessClock();
  expect(Math.abs(businessNow().getTime() - trueMs())).toBeLessThan(5_000);

  await poolSql("UPDATE business_clock SET offset_ms = 3600000 WHERE id = 1");
  await poolSql("SELECT pg_notify('business_clock', '3600000')");
  await expect
    .poll(() => Math.abs(businessNow().getTime() - trueMs() - 3_600_000) < 5_000, { timeout: 5_000 })
    .toBe(true);
  await clock.close();
  await poolSql("UPDATE business_clock SET offset_ms = 0 WHERE id = 1");
});
