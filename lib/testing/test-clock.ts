import { dbPool } from "@/lib/db/client";
import { addDays, shanghaiDay } from "@/lib/time/calendar";
import { businessNow, pinBusinessClock, setBusinessOffset } from "@/lib/time/clock";

/**
 * Sets the business clock of this test: to an instant, where it stands still, or with null to the real time. Makes the
 * usage partitions around it, as the worker would.
 */
export async function setTestClock(at: Date | null): Promise<void> {
  setBusinessOffset(0);
  pinBusinessClock(at);
  const day = shanghaiDay(businessNow());
  await dbPool().query("SELECT create_usage_partitions($1::date, $2::date)", [addDays(day, -1), addDays(day, 7)]);
}
