import type { Db } from "@/lib/db/client";

/** Ends the account's plan when its time is over. True when a plan is still running. Needs the account's lock. */
export async function endDueSubscription(
  tx: Db,
  { cell, accountId, now }: { cell: number; accountId: string; now: Date },
): Promise<boolean> {
  const running = await tx.subscription.findFirst({ where: { cell, accountId, status: "active" } });
  if (!running) return false;
  if (running.endsAt > now) return true;
  await tx.subscription.update({
    where: { cell_id: { cell, id: running.id } },
    data: { status: "ended", endedAt: running.endsAt },
  });
  return false;
}
