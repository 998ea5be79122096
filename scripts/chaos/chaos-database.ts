import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { embeddedFiles } from "@/lib/db/embedded/embedded-files";
import { isAlive } from "@/lib/db/embedded/hold-lock";
import { type EmbeddedDatabase, startEmbedded } from "@/lib/db/embedded/start-embedded";
import { systemMs } from "@/lib/time/clock";

const STOP_PATIENCE_MS = 60_000;
const State = z.looseObject({ cluster: z.string() });

/** PostgreSQL's signals: `fast` rolls back and writes everything out, `immediate` leaves it to crash recovery. */
const SIGNALS = { fast: "SIGINT", immediate: "SIGQUIT" } as const;

/** The run's own PostgreSQL, with everything on that keeps what was committed. It can be taken away and brought back. */
export class ChaosDatabase {
  restarts = 0;

  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedDatabase,
  ) {}

  static async start(dataDir: string): Promise<ChaosDatabase> {
    return new ChaosDatabase(dataDir, await startEmbedded({ dataDir, durable: true }));
  }

  get url(): string {
    return this.server.url;
  }

  async restart(how: "fast" | "immediate", downMs: number): Promise<void> {
    const pid = this.postmasterPid();
    process.kill(pid, SIGNALS[how]);
    const until = systemMs() + STOP_PATIENCE_MS;
    while (isAlive(pid)) {
      if (systemMs() > until) throw new Error(`PostgreSQL (process ${pid}) does not stop`);
      await delay(20);
    }
    await delay(downMs);
    const { port } = this.server;
    this.server = await startEmbedded({ dataDir: this.dataDir, durable: true });
    if (this.server.port !== port) throw new Error("PostgreSQL came back on another port");
    this.restarts += 1;
  }

  async stop(): Promise<void> {
    await this.server.release();
  }

  private postmasterPid(): number {
    const { cluster } = State.parse(JSON.parse(readFileSync(embeddedFiles(this.dataDir).state, "utf8")));
    return Number(readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n", 1)[0]);
  }
}
