/** The gateway as it runs in production: charging, durable settlement, its log at the usual level. */
import { watchBusinessClock } from "@/lib/db/business-clock";
import { closeDb } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { startGateway } from "@/lib/gateway/start-gateway";
import { logger } from "@/lib/log/logger";
import { profileFile, startCpuProfile } from "../cpu-profile";
import { answerParent } from "./answer-parent";

const MEGABYTE = 1024 * 1024;

const clock = await watchBusinessClock();
const gateway = await startGateway({
  port: 0,
  host: "127.0.0.1",
  metricsToken: null,
  allowedHosts: env().UPSTREAM_HOSTS,
  // The limit per key is counted as ever, and never met.
  callsPerMinute: 1_000_000_000,
  sandbox: null,
  log: logger().child({ role: "gateway" }),
});
function collectGarbage(): void {
  if (!globalThis.gc) throw new Error("start with --expose-gc");
  globalThis.gc();
}

let profile: Awaited<ReturnType<typeof startCpuProfile>> | null = null;

answerParent(
  Number(new URL(gateway.url).port),
  {
    idle: () => ({ isIdle: gateway.node.queue.size === 0 && gateway.node.book.totals().freeTokens === 0 }),
    memory: () => {
      // Twice: what the first collection only marks as unreachable, the second frees.
      for (let time = 0; time < 2; time += 1) collectGarbage();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { rss: rss / MEGABYTE, heapUsed: heapUsed / MEGABYTE, external: external / MEGABYTE };
    },
    startProfile: async () => {
      profile = await startCpuProfile(profileFile("gateway"));
    },
    stopProfile: async () => ({ lines: await profile?.stop() }),
  },
  async () => {
    await gateway.stop();
    await clock.close();
    await closeDb();
  },
);
