import { watchBusinessClock } from "@/lib/db/business-clock";
import { env } from "@/lib/env/env";
import { requireSmsProvider } from "@/lib/sms/sms-provider";

/** Checks what the web process needs and follows the business clock; called once per process, before the first request. */
export async function startWeb(): Promise<void> {
  env();
  requireSmsProvider();
  await watchBusinessClock();
}
