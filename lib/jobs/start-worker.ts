import { Logger, parseCronItems, run } from "graphile-worker";
import { closeDb } from "@/lib/db/client";
import { watchBusinessClock } from "@/lib/db/business-clock";
import { env } from "@/lib/env/env";
import { logger } from "@/lib/log/logger";
import { businessNow } from "@/lib/time/clock";
import { type ScheduledTask, TASKS } from "./tasks";

export interface Worker {
  stop(): Promise<void>;
}

/** Two tasks at once leave connections for the rest of a small machine. */
const CONCURRENCY = 2;

function queueLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") logger().error(message);
    else if (level === "warning") logger().warn(message);
    else logger().debug(message);
  });
}

/**
 * Starts the worker: the tasks by their schedule, all of them at once at the start and whenever the business clock moves.
 * Several workers may run; the queue gives each job to one.
 */
export async function startWorker(tasks: Readonly<Record<string, ScheduledTask>> = TASKS): Promise<Worker> {
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency: CONCURRENCY,
    maxPoolSize: CONCURRENCY + 2,
    noHandleSignals: true,
    logger: queueLogger(),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async () => {
          await task.run(businessNow());
        },
      ]),
    ),
    parsedCronItems: parseCronItems(
      Object.entries(tasks).map(([task, { schedule }]) => ({ task, match: schedule, options: { jobKey: task } })),
    ),
  });
  const wake = async () => {
    // One waiting job per task is enough: it looks for everything that is due.
    for (const task of Object.keys(tasks)) await runner.addJob(task, {}, { jobKey: task, maxAttempts: 3 });
  };
  // A worker that cannot reach its queue any more ends by the unhandled rejection; started again, it runs every task.
  const clock = await watchBusinessClock(() => void wake());
  await wake();
  return {
    async stop() {
      await clock.close();
      await runner.stop();
      await closeDb();
    },
  };
}
