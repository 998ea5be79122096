import { afterEach, expect, test, vi } from "vitest";
import { dbPool } from "@/lib/db/client";
import { businessNow } from "@/lib/time/clock";
import { startWorker, type Worker } from "./start-worker";
import { TASKS } from "./tasks";

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

test("runs every task at the start, and again when the business clock moves", async () => {
  const seen: Date[] = [];
  const run = (at: Date) => {
    seen.push(at);
    return Promise.resolve();
  };
  worker = await startWorker({ probe: { schedule: "0 0 1 1 *", run } });
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });

  const aDay = 86_400_000;
  await dbPool().query("UPDATE business_clock SET offset_ms = $1", [aDay]);
  await dbPool().query("SELECT pg_notify('business_clock', $1)", [String(aDay)]);
  await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 10_000 });
  const [before, after] = seen;
  expect((after?.getTime() ?? 0) - (before?.getTime() ?? 0)).toBeGreaterThan(aDay - 1);
});

test("every task runs on an empty database, twice", async () => {
  for (const { run } of Object.values(TASKS)) {
    await run(businessNow());
    await run(businessNow());
  }
});
