import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { BookedEvent, Books } from "./read-books";
import { REPORTER, type Reported } from "./report-usage";

const Taken = z.object({ id: z.string(), eventId: z.string(), status: z.string() });

export interface ReportProof {
  taken: number;
  dead: number;
  /** Taken in and not charged. */
  lost: string[];
  doubled: string[];
}

/** Every reported (source, id) known once, and charged once unless it is a dead letter. */
export async function proveReports({ events }: Books, { acknowledged, sent }: Reported): Promise<ReportProof> {
  const rows = await queryRows(
    poolSql,
    Taken,
    `SELECT source_id AS id, event_id AS "eventId", status FROM ingested_event WHERE source = $1`,
    [REPORTER],
  );
  const charged = new Map<string, BookedEvent[]>();
  for (const event of events) {
    if (event.upstreamCode === REPORTER && event.outcome === "reported")
      charged.set(event.requestId, [...(charged.get(event.requestId) ?? []), event]);
  }
  const known = new Map(rows.map((row) => [row.id, row]));
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const id of acknowledged) if (!known.has(id)) lost.push(`report ${id} was taken in and is gone`);
  for (const { id, eventId, status } of rows) {
    const own = charged.get(id) ?? [];
    const expected = status === "settled" ? 1 : 0;
    if (status === "received") lost.push(`report ${id} still waits`);
    if (own.length < expected || (own[0] && own[0].id !== eventId))
      lost.push(`report ${id} is settled without its event`);
    if (own.length > expected) doubled.push(`report ${id} (${status}) has ${own.length} events`);
    if (!sent.has(id)) doubled.push(`report ${id} was never sent`);
  }
  for (const id of charged.keys()) if (!known.has(id)) doubled.push(`an event of report ${id}, which nobody took in`);
  return { taken: rows.length, dead: rows.filter(({ status }) => status === "dead").length, lost, doubled };
}
