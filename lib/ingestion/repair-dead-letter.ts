import { z } from "zod";
import { normalisePhone } from "@/lib/accounts/phone";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { parseId, showId } from "@/lib/ids/ids";
import { bodyHash, type Json } from "@/lib/ingestion/cloud-event";
import { cellOfEvent, effectiveBody, readEvents } from "@/lib/ingestion/store";
import { USAGE_FIELDS } from "@/lib/ingestion/reported-usage";

const Payer = z
  .string()
  .trim()
  .max(40)
  .refine((text) => parseId("acc", text) ?? parseId("key", text) ?? normalisePhone(text));

export const RepairDeadLetterInput = z
  .strictObject({
    source: z.string().max(200),
    id: z.string().max(200),
    /** Names the body that the repair was made from. */
    seen: z.string().max(64),
    payer: Payer,
    time: z.iso.datetime({ offset: true }),
    ...USAGE_FIELDS,
  })
  .refine((input) => input.cachedInputTokens <= input.inputTokens, { path: ["cachedInputTokens"] });

/**
 * Puts right who pays, what for or when, beside the body as it came. It stays a dead letter until it is replayed. Throws
 * DEAD_LETTER_CLOSED when it is none any more, DEAD_LETTER_CHANGED when somebody else has repaired it since.
 */
export async function repairDeadLetter(
  ctx: RequestContext,
  input: z.output<typeof RepairDeadLetterInput>,
): Promise<{ seen: string }> {
  requirePermission(ctx.actor, "dead-letter:repair");
  return inTransaction(async (tx) => {
    const [row] = await readEvents([input], sqlOf(tx), "FOR UPDATE");
    if (!row) throw new AppError("NOT_FOUND");
    if (row.status !== "dead") throw new AppError("DEAD_LETTER_CLOSED");
    const before = bodyHash(effectiveBody(row));
    const repaired = repairedBody(row.body, input);
    const seen = bodyHash(repaired);
    if (seen === before) return { seen };
    if (before !== input.seen) throw new AppError("DEAD_LETTER_CHANGED");
    const { source, id: sourceId } = row;
    await tx.ingestedEvent.update({
      where: { cell_source_sourceId: { cell: cellOfEvent(row), source, sourceId } },
      data: { repaired },
    });
    await recordAudit(tx, ctx, "dead_letter.repaired", {
      subjectKind: "ingested_event",
      subjectId: showId("evt", row.eventId),
      // Hashes, because a body may name a person's number.
      before: { source, id: sourceId, body: before },
      after: { source, id: sourceId, body: seen },
    });
    return { seen };
  });
}

/** The event as it came, with what staff put right; what named another payer is gone. */
function repairedBody(body: Json, input: z.output<typeof RepairDeadLetterInput>): Record<string, Json> {
  const kept = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  const { subject: _subject, ...attributes } = kept;
  const { payer, time, model, inputTokens, cachedInputTokens, outputTokens } = input;
  const phone = normalisePhone(payer);
  return {
    ...attributes,
    ...(phone === null ? { subject: payer } : {}),
    time,
    data: { model, inputTokens, cachedInputTokens, outputTokens, ...(phone === null ? {} : { phone }) },
  };
}
