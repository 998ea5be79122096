import type { OpenDatabase } from "./open-database";
import { say } from "./progress";

const INTERVAL_MS = 2_000;

/** Starts the embedded database again when somebody kills it. Returns what ends the watch. */
export function watchDatabase(database: OpenDatabase): () => Promise<void> {
  let looking: Promise<void> | null = null;
  const look = async () => {
    try {
      if (await database.revive()) say("The database had ended unexpectedly; it runs again.");
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
