import { z } from "zod";
import { db } from "@/lib/db/client";
import { sqlOf, queryRows } from "@/lib/db/sql";
import { listen, type Listener } from "@/lib/db/listen";
import { env, isDemo } from "@/lib/env/env";
import { toInstant } from "@/lib/time/calendar";
import { pinBusinessClock, setBusinessOffset } from "@/lib/time/clock";

export const BUSINESS_CLOCK_CHANNEL = "business_clock";

/** Reads the stored offset of the business clock into this process. */
async function readBusinessOffset(): Promise<void> {
  const rows = await queryRows(
    sqlOf(db()),
    z.object({ offset_ms: z.coerce.number() }),
    "SELECT offset_ms FROM business_clock WHERE id = 1",
  );
  setBusinessOffset(rows[0]?.offset_ms ?? 0);
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
  return listen(
    [BUSINESS_CLOCK_CHANNEL],
    (_channel, payload) => {
      setBusinessOffset(Number(payload));
      onMoved();
    },
    readBusinessOffset,
  );
}
