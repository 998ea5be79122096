/** The worker as a process of its own. */
import { logger } from "@/lib/log/logger";
import { startWorker } from "./start-worker";

const worker = await startWorker();
logger().info("worker started");

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  worker.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      logger().error({ error }, "worker did not stop in order");
      process.exit(1);
    },
  );
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
