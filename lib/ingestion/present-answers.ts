import { AppError } from "@/lib/errors/app-error";
import type { EventAnswer } from "@/lib/ingestion/ingested-event";
import type { Report } from "@/lib/ingestion/read-report";

interface Presented {
  status: number;
  body: { events: EventAnswer[] };
}

/**
 * How a report is answered. A batch: 200 and what became of each event, 422 when none was a usage event at all. A single event:
 * 200 settled or known, 202 a dead letter; what was refused, or differs from the one that was taken, is an error.
 */
export function presentAnswers(events: EventAnswer[], { isBatch }: Report): Presented {
  const [only] = events;
  if (isBatch || !only) {
    const isRefused = events.length > 0 && events.every(({ status }) => status === "invalid");
    return { status: isRefused ? 422 : 200, body: { events } };
  }
  if (only.status === "invalid") {
    const { reason, field, source, id } = only;
    if (reason === "source_not_allowed") throw new AppError("EVENT_SOURCE_NOT_ALLOWED", { source, id });
    throw new AppError("EVENT_INVALID", { reason, field, source, id });
  }
  if (only.status === "duplicate" && only.bodyDiffers)
    throw new AppError("EVENT_DIFFERS", { source: only.source, id: only.id, eventId: only.eventId });
  return { status: only.status === "dead_letter" ? 202 : 200, body: { events } };
}
