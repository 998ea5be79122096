import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { expireGrants } from "@/lib/grants/expire-grants";
import { recogniseRevenue } from "@/lib/grants/recognise-revenue";
import { finishReceived } from "@/lib/ingestion/finish-received";
import { expireOrders } from "@/lib/orders/expire-orders";
import { createUsagePartitions } from "@/lib/usage/create-usage-partitions";
import { prune } from "./prune";

export interface ScheduledTask {
  /** When it runs by itself, in UTC; it also runs at the worker's start and whenever the business clock moves. */
  schedule: string;
  /** Finds what is due at the given business time and does it. Must be safe to run twice, and twice at once. */
  run: (at: Date) => Promise<unknown>;
}

/** The worker's work. One line per task: due work is found by scanning, so a missed run is made up for by the next. */
export const TASKS: Readonly<Record<string, ScheduledTask>> = {
  "create-usage-partitions": { schedule: "5 * * * *", run: createUsagePartitions },
  "expire-orders": { schedule: "* * * * *", run: expireOrders },
  "expire-grants": { schedule: "*/5 * * * *", run: expireGrants },
  "return-lapsed-slices": { schedule: "* * * * *", run: () => returnLapsedSlices() },
  "finish-received": { schedule: "* * * * *", run: finishReceived },
  // The daily close: ten past midnight in Shanghai.
  "recognise-revenue": { schedule: "10 16 * * *", run: recogniseRevenue },
  prune: { schedule: "30 18 * * *", run: prune },
};
