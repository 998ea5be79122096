import { z } from "zod";
import { showId } from "@/lib/ids/ids";
import { bodyHash } from "@/lib/ingestion/cloud-event";
import { type DeadLetterView, deadReasonOf, LETTER_STATES, type RepairFields } from "@/lib/ingestion/ingested-event";
import { readUsage } from "@/lib/ingestion/reported-usage";
import { effectiveBody, type IngestedRow } from "@/lib/ingestion/store";

const Said = z.union([z.string(), z.number()]).transform(String).catch("");
const Data = z
  .object({
    model: Said,
    inputTokens: Said,
    cachedInputTokens: Said,
    outputTokens: Said,
    account: Said,
    keyId: Said,
    phone: Said,
  })
  .partial()
  .catch({});
const Body = z.object({ subject: Said.optional(), time: Said.optional(), data: Data.optional() }).catch({});

/** A dead letter with what its event says, however wrong that may be; null when the row is none. */
export function toDeadLetterView(row: IngestedRow, clientName: string): DeadLetterView | null {
  const state = LETTER_STATES.find((known) => known === row.status);
  const reason = deadReasonOf(row.reason);
  if (!state || !reason) return null;
  const body = effectiveBody(row);
  const read = readUsage(body, row.receivedAt);
  const fields = fieldsOf(body);
  return {
    source: row.source,
    id: row.id,
    eventId: showId("evt", row.eventId),
    clientName,
    state,
    reason,
    field: !read.ok && read.reason === reason ? read.field : null,
    receivedAt: row.receivedAt.toISOString(),
    time: fields.time,
    fields,
    body: JSON.stringify(row.body, null, 2),
    repaired: row.repaired === null ? null : JSON.stringify(row.repaired, null, 2),
    seen: bodyHash(body),
    note: row.note,
  };
}

function fieldsOf(body: unknown): RepairFields {
  const { subject, time, data = {} } = Body.parse(body);
  return {
    payer: subject ?? data.account ?? data.keyId ?? data.phone ?? "",
    model: data.model ?? "",
    inputTokens: data.inputTokens ?? "",
    cachedInputTokens: data.cachedInputTokens ?? "0",
    outputTokens: data.outputTokens ?? "",
    time: time ?? "",
  };
}
