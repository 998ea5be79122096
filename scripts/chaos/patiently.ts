import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/errors/app-error";
import { systemMs } from "@/lib/time/clock";

const PATIENCE_MS = 90_000;
const AGAIN_AFTER_MS = 300;

/**
 * Does something with the database that the run itself keeps taking away: again after every failure that is not a refusal,
 * until patience ends. What is done must bear being done twice.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = systemMs() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError || systemMs() > until) throw error;
    }
    await delay(AGAIN_AFTER_MS);
  }
}
