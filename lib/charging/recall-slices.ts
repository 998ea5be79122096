import { z } from "zod";
import { poolSql } from "@/lib/db/sql";

/** Asks every node but the asking one to give back what it does not use of an account. */
export const SLICE_RECALL_CHANNEL = "slice_recall";

const Recall = z.object({ nodeId: z.string(), accountId: z.string() });

/** Announces that a node cannot serve an account while others may hold idle tokens of it. A lost notice only means a refusal. */
export async function recallSlices(recall: z.infer<typeof Recall>): Promise<void> {
  await poolSql("SELECT pg_notify($1, $2)", [SLICE_RECALL_CHANNEL, JSON.stringify(recall)]);
}

export function parseRecall(payload: string): z.infer<typeof Recall> {
  return Recall.parse(JSON.parse(payload));
}
