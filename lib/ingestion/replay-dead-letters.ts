import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";
import { MOST_REPLAYED, type ReplayAnswer } from "@/lib/ingestion/ingested-event";
import { settleReceived } from "@/lib/ingestion/settle-received";
import { cellOfEvent, type EventName, type IngestedRow, nameKey, readEvents } from "@/lib/ingestion/store";

export const ReplayDeadLettersInput = z.strictObject({
  events: z
    .array(z.strictObject({ source: z.string().max(200), id: z.string().max(200) }))
    .min(1)
    .max(MOST_REPLAYED),
});

/**
 * Sends dead letters the way of any report again, under their own event ids: what can be charged now is charged, once, whoever
 * else replays it at the same time; the rest is a dead letter again, with its reason of now.
 */
export async function replayDeadLetters(
  ctx: RequestContext,
  input: z.output<typeof ReplayDeadLettersInput>,
): Promise<{ events: ReplayAnswer[] }> {
  requirePermission(ctx.actor, "dead-letter:replay");
  const names = [...new Map(input.events.map((name) => [nameKey(name), name])).values()];
  const reopened = await reopen(ctx, names);
  const results = await settleReceived(reopened, ctx.now);
  const events = names.map(({ source, id }): ReplayAnswer => {
    const result = results.get(nameKey({ source, id }));
    if (result?.status === "dead_letter") return { source, id, status: "dead_letter", reason: result.reason };
    return { source, id, status: result?.status === "settled" ? "settled" : "unchanged", reason: null };
  });
  return { events };
}

/** Takes dead letters off the list, in one transaction; those that are none any more are left out. */
async function reopen(ctx: RequestContext, names: readonly EventName[]): Promise<IngestedRow[]> {
  return inTransaction(async (tx) => {
    const ordered = names.toSorted((a, b) => cellOfEvent(a) - cellOfEvent(b));
    const rows = await readEvents(ordered, sqlOf(tx), "FOR UPDATE");
    const dead = rows.filter((row) => row.status === "dead");
    for (const row of dead) {
      const { source, id: sourceId } = row;
      await tx.ingestedEvent.update({
        where: { cell_source_sourceId: { cell: cellOfEvent(row), source, sourceId } },
        data: { status: "received" },
      });
      await recordAudit(tx, ctx, "dead_letter.replayed", {
        subjectKind: "ingested_event",
        subjectId: showId("evt", row.eventId),
        before: { source, id: sourceId, status: "dead", reason: row.reason },
        after: { source, id: sourceId, status: "received" },
      });
    }
    return dead.map((row) => ({ ...row, status: "received" as const }));
  });
}
