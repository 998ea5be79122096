import { watchBusinessClock } from "@/lib/db/business-clock";
import { env } from "@/lib/env/env";

/** Checks the environment and follows the business clock; called once per process, before the first request. */
export async function startWeb(): Promise<void> {
  env();
  await watchBusinessClock();
}
