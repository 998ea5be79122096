import { poolSql } from "@/lib/db/sql";
import { addDays, shanghaiDay } from "@/lib/time/calendar";

const DAYS_AHEAD = 7;

/** Makes the usage partitions from yesterday to a week ahead of `at` (decisions 4). Running it twice makes nothing twice. */
export async function createUsagePartitions(at: Date): Promise<void> {
  const today = shanghaiDay(at);
  await poolSql("SELECT create_usage_partitions($1::date, $2::date)", [addDays(today, -1), addDays(today, DAYS_AHEAD)]);
}
