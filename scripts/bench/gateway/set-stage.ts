import { z } from "zod";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { closeDb } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { poolSql } from "@/lib/db/sql";
import { systemContext } from "@/lib/http/request-context";
import { businessNow } from "@/lib/time/clock";
import { registerUpstream, RegisterUpstreamInput } from "@/lib/upstreams/register-upstream";
import { createUsagePartitions } from "@/lib/usage/create-usage-partitions";
import { describeMachine } from "../describe-machine";
import { type BenchAccount, makeAccounts } from "../make-accounts";
import { requireCleanBooks } from "../require-clean-books";
import { type BenchChild, startChild } from "./children";
import { MODEL } from "./request";

const Measured = z.object({ answered: z.int(), perSecond: z.number(), p50: z.number(), p99: z.number() });
export type Measured = z.output<typeof Measured>;

export interface Load {
  connections: number;
  streamed: boolean;
  secrets: string[];
  warmMs: number;
  measuredMs: number;
  atMost?: number;
}

/** A mock upstream, a gateway node that may call it, a load generator, and accounts that may call the gateway. */
export interface Stage {
  accounts: BenchAccount[];
  upstreamUrl: string;
  upstream: BenchChild;
  gateway: BenchChild;
  /** Puts a load on a port, and counts what the gateway's must have charged. */
  measure(port: number, load: Load): Promise<Measured>;
  /** Stops everything, then requires that the books are right and hold exactly one event per answer. */
  strike(): Promise<void>;
}

export async function setStage(accountCount: number): Promise<Stage> {
  const at = businessNow();
  await createUsagePartitions(at);
  await inTransaction((tx) => seedCatalogue(tx, at));
  const accounts = await makeAccounts(accountCount, at);
  await poolSql("VACUUM ANALYZE");
  await describeMachine();

  const upstream = await startChild("mock-upstream");
  const upstreamUrl = `http://127.0.0.1:${upstream.port}/v1`;
  await registerUpstream(
    systemContext("bench"),
    RegisterUpstreamInput.parse({
      code: "bench",
      baseUrl: upstreamUrl,
      apiKey: null,
      models: { [MODEL]: MODEL },
      priority: 0,
    }),
  );
  const gateway = await startChild("gateway-node", [], ["--expose-gc"]);
  const load = await startChild("load");
  let charged = 0;
  return {
    accounts,
    upstreamUrl,
    upstream,
    gateway,
    async measure(port, wanted) {
      const measured = await load.ask({ ask: "run", atMost: null, ...wanted, port, upstreamUrl }, Measured);
      if (port === gateway.port) charged += measured.answered;
      return measured;
    },
    async strike() {
      for (const child of [load, gateway, upstream]) await child.stop();
      await requireCleanBooks("after", charged);
      await closeDb();
    },
  };
}
