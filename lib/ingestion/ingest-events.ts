import { requireClient } from "@/lib/auth/require-permission";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid, showId } from "@/lib/ids/ids";
import { bodyHash, readCloudEvent, type ReadEvent } from "@/lib/ingestion/cloud-event";
import { deadReasonOf, type EventAnswer, MOST_EVENTS } from "@/lib/ingestion/ingested-event";
import { type Settled, settleReceived } from "@/lib/ingestion/settle-received";
import { claimEvents, type IngestedRow, nameKey, type NewEvent, readEvents } from "@/lib/ingestion/store";

/**
 * Takes a report of another system: claims each event (durable, once per source and id for ever), then charges what can be
 * charged. A process that dies in between loses nothing: the worker finishes what is claimed. Answers in the report's order.
 */
export async function ingestEvents(ctx: RequestContext, reported: readonly unknown[]): Promise<EventAnswer[]> {
  const { clientId, sources } = requireClient(ctx.actor, "usage:report");
  if (reported.length > MOST_EVENTS) throw new AppError("TOO_MANY_EVENTS", { most: MOST_EVENTS });
  const read = reported.map(readCloudEvent).map((event) => withinSources(event, sources));
  const events = read.map((event): NewEvent | null =>
    event.ok ? { ...event, eventId: newUuid(ctx.now), bodyHash: bodyHash(event.body) } : null,
  );
  const valid = events.filter((event) => event !== null);

  const claimed = await claimEvents(valid, clientId, ctx.now);
  const rows = new Map((await readEvents(valid)).map((row) => [nameKey(row), row]));
  const fresh = [...rows.values()].filter((row) => claimed.has(row.eventId));
  const results = await settleReceived(fresh, ctx.now);

  return read.map((event, index): EventAnswer => {
    if (!event.ok) {
      const { source, id, reason, field } = event;
      return { source, id, status: "invalid", reason, field };
    }
    const own = events[index];
    const row = rows.get(nameKey(event));
    if (!own || !row) throw new Error("a claimed event is gone");
    return answerOf(own, row, results.get(nameKey(event)));
  });
}

function withinSources(event: ReadEvent, sources: readonly string[]): ReadEvent {
  if (!event.ok || sources.length === 0 || sources.includes(event.source)) return event;
  return { ok: false, source: event.source, id: event.id, reason: "source_not_allowed", field: "source" };
}

function answerOf(own: NewEvent, row: IngestedRow, result: Settled | undefined): EventAnswer {
  const { source, id } = row;
  const named = { source, id, eventId: showId("evt", row.eventId) };
  // Of an event that a batch holds twice, the second is the repeat.
  if (own.eventId !== row.eventId || !result)
    return { ...named, status: "duplicate", bodyDiffers: own.bodyHash !== row.bodyHash };
  const reason = deadReasonOf(result.status === "dead_letter" ? result.reason : row.reason);
  if (result.status === "dead_letter" && reason) return { ...named, status: "dead_letter", reason };
  if (result.status !== "settled") return { ...named, status: "duplicate", bodyDiffers: false };
  return {
    ...named,
    status: "settled",
    planTokens: result.planTokens,
    shortfallTokens: result.shortfallTokens,
  };
}
