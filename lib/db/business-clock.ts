import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import { listen, type Listener } from "@/lib/db/listen";
import { env, isDemo } from "@/lib/env/env";
import { toInstant } from "@/lib/time/calendar";
import { pinBusinessClock, setBusinessOffset, setClockSkew, systemMs } from "@/lib/time/clock";

export const BUSINESS_CLOCK_CHANNEL = "business_clock";

/** How often a process compares its clock with the database's; clocks drift by milliseconds in that time. */
const COMPARE_MS = 10_000;
/** An answer that took longer says too little about the instant at which it was given. */
const LONGEST_ANSWER_MS = 500;

/** Reads the stored offset of the business clock into this process, and how its own clock differs from the database's. */
async function readBusinessOffset(): Promise<void> {
  const askedMs = systemMs();
  const rows = await queryRows(
    poolSql,
    z.object({ offset_ms: z.coerce.number(), now_ms: z.coerce.number() }),
    "SELECT offset_ms, extract(epoch FROM clock_timestamp()) * 1000 AS now_ms FROM business_clock WHERE id = 1",
  );
  const tookMs = systemMs() - askedMs;
  setBusinessOffset(rows[0]?.offset_ms ?? 0);
  if (rows[0] && tookMs <= LONGEST_ANSWER_MS) setClockSkew(Math.round(rows[0].now_ms - askedMs - tookMs / 2));
}

/** Sets this process's clock: pinned when DEMO_NOW says so, and as far ahead as is stored. For a process that soon ends. */
export async function readBusinessClock(): Promise<void> {
  pinWhereAsked();
  await readBusinessOffset();
}

function pinWhereAsked(): void {
  const { DEMO_NOW } = env();
  if (DEMO_NOW && isDemo()) pinBusinessClock(toInstant(DEMO_NOW));
}

/** Sets this process's clock likewise, and follows every later move. */
export async function watchBusinessClock(onMoved: () => void = () => undefined): Promise<Listener> {
  pinWhereAsked();
  const listener = await listen(
    [BUSINESS_CLOCK_CHANNEL],
    (_channel, payload) => {
      setBusinessOffset(Number(payload));
      onMoved();
    },
    readBusinessOffset,
  );
  // While the database is away there is nothing to compare with; what was measured last holds on.
  const comparing = setInterval(() => void readBusinessOffset().catch(() => undefined), COMPARE_MS);
  comparing.unref();
  return {
    async close() {
      clearInterval(comparing);
      await listener.close();
    },
  };
}
