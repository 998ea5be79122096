import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";
import { cellOfEvent, readEvents } from "@/lib/ingestion/store";

export const DiscardDeadLetterInput = z.strictObject({
  source: z.string().max(200),
  id: z.string().max(200),
  reason: z.string().trim().min(1).max(200),
});

/** Gives an event up: it is never charged, and stays known. Discarding twice changes nothing. Throws DEAD_LETTER_CLOSED. */
export async function discardDeadLetter(
  ctx: RequestContext,
  input: z.output<typeof DiscardDeadLetterInput>,
): Promise<{ status: "discarded" }> {
  requirePermission(ctx.actor, "dead-letter:discard");
  return inTransaction(async (tx) => {
    const [row] = await readEvents([input], sqlOf(tx), "FOR UPDATE");
    if (!row) throw new AppError("NOT_FOUND");
    if (row.status === "discarded") return { status: "discarded" };
    if (row.status !== "dead") throw new AppError("DEAD_LETTER_CLOSED");
    const { source, id: sourceId } = row;
    await tx.ingestedEvent.update({
      where: { cell_source_sourceId: { cell: cellOfEvent(row), source, sourceId } },
      data: { status: "discarded", note: input.reason, closedAt: ctx.now },
    });
    await recordAudit(tx, ctx, "dead_letter.discarded", {
      subjectKind: "ingested_event",
      subjectId: showId("evt", row.eventId),
      reason: input.reason,
      before: { source, id: sourceId, status: "dead", why: row.reason },
      after: { source, id: sourceId, status: "discarded" },
    });
    return { status: "discarded" };
  });
}
