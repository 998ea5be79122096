import type { SettlementEvent } from "@/lib/charging/charging";
import { settleUsage } from "@/lib/charging/settle-usage";
import { SettlementQueue } from "@/lib/gateway/settlement-queue";

/** Events that wait at once: as many as a gateway node lets wait before it admits no more. */
const QUEUED_EVENTS = 60_000;

/** Settles events through the gateway's own queue, always full. Resolves when all are durable. Throws when a flush failed. */
export async function settleOurs(events: readonly SettlementEvent[]): Promise<void> {
  let failure: unknown = null;
  const queue = new SettlementQueue({
    settle: settleUsage,
    onFailure: (...told) => {
      failure ??= told.at(-1);
    },
  });
  let next = 0;
  const settleOne = async (): Promise<void> => {
    for (let event = events[next]; event && failure === null; event = events[next]) {
      next += 1;
      await queue.settle(event);
    }
  };
  await Promise.all(Array.from({ length: QUEUED_EVENTS }, settleOne));
  if (failure !== null) throw new Error("a flush failed", { cause: failure });
}
