import { watchBusinessClock } from "@/lib/db/business-clock";
import { closeDb } from "@/lib/db/client";
import { env, isDemo } from "@/lib/env/env";
import { startGateway } from "@/lib/gateway/start-gateway";
import { logger } from "@/lib/log/logger";

/** The gateway as a process. Prints nothing but its log; the first line that says "listening" means ready. */
const { GATEWAY_PORT, METRICS_TOKEN, UPSTREAM_HOSTS, GATEWAY_CALLS_PER_MINUTE, CLIENT_LEFT_RULE } = env();
const log = logger().child({ role: "gateway" });

const clock = await watchBusinessClock();
const gateway = await startGateway({
  port: GATEWAY_PORT,
  host: isDemo() ? "127.0.0.1" : "0.0.0.0",
  metricsToken: METRICS_TOKEN ?? null,
  allowedHosts: UPSTREAM_HOSTS,
  callsPerMinute: GATEWAY_CALLS_PER_MINUTE,
  clientLeftRule: CLIENT_LEFT_RULE,
  sandbox: isDemo() ? { delayMs: 25 } : null,
  log,
});
log.info({ url: gateway.url }, "listening");

async function stop(signal: string): Promise<void> {
  log.info({ signal }, "stopping");
  await gateway.stop();
  await clock.close();
  await closeDb();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // The catalogue listens for as long as there is a process, so its end is said aloud.
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping failed; what this node held goes back when its lease ends");
        process.exit(1);
      },
    );
  });
}
