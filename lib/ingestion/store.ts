import { z } from "zod";
import { poolSql, queryRows, type Sql, type SqlValue } from "@/lib/db/sql";
import { cellOf } from "@/lib/ids/cell";
import type { Json } from "@/lib/ingestion/cloud-event";
import type { DeadReason } from "@/lib/ingestion/ingested-event";

/** What names an event for ever. */
export interface EventName {
  source: string;
  id: string;
}

/** The cell of an event's row: the hash of what names it (decisions 5). */
export function cellOfEvent({ source, id }: EventName): number {
  return cellOf(`${source}\n${id}`);
}

/** Work by cell, one cell after the other: no statement names rows of two. */
async function eachCell<T extends EventName>(
  items: readonly T[],
  work: (cell: number, items: T[]) => Promise<void>,
): Promise<void> {
  const cells = new Map<number, T[]>();
  for (const item of items) {
    const cell = cellOfEvent(item);
    cells.set(cell, [...(cells.get(cell) ?? []), item]);
  }
  for (const [cell, own] of cells) await work(cell, own);
}

const IngestedRow = z.object({
  source: z.string(),
  id: z.string(),
  eventId: z.string(),
  clientId: z.string(),
  status: z.enum(["received", "settled", "dead", "discarded"]),
  reason: z.string().nullable(),
  accountCell: z.number().nullable(),
  subjectId: z.string().nullable(),
  body: z.json(),
  bodyHash: z.string(),
  repaired: z.json().nullable(),
  note: z.string().nullable(),
  receivedAt: z.date(),
});
export type IngestedRow = z.output<typeof IngestedRow>;

const COLUMNS = `i.source, i.source_id AS id, i.event_id AS "eventId", i.client_id AS "clientId", i.status, i.reason,
  i.account_cell AS "accountCell", i.subject_id AS "subjectId", i.body, i.body_hash AS "bodyHash", i.repaired, i.note, i.received_at AS "receivedAt"`;

/** What counts of an event: its body, or what staff made of it. */
export function effectiveBody(row: Pick<IngestedRow, "body" | "repaired">): Json {
  return row.repaired ?? row.body;
}

export interface NewEvent extends EventName {
  eventId: string;
  body: Json;
  bodyHash: string;
}

/** Takes events in, once each for ever. Returns the event ids that are new; the others were there before. */
export async function claimEvents(events: readonly NewEvent[], clientId: string, at: Date): Promise<Set<string>> {
  const claimed = new Set<string>();
  await eachCell(events, async (cell, own) => {
    // In one order everywhere, so that two reports of the same events wait for each other and never in a circle.
    const rows = own
      .toSorted((a, b) => (a.source === b.source ? (a.id < b.id ? -1 : 1) : a.source < b.source ? -1 : 1))
      .map(({ source, id, eventId, body, bodyHash }) => ({ source, id, event_id: eventId, body, body_hash: bodyHash }));
    const found = await queryRows(
      poolSql,
      z.object({ event_id: z.string() }),
      `INSERT INTO ingested_event (cell, source, source_id, event_id, client_id, status, body, body_hash, received_at)
       SELECT $1::smallint, e.source, e.id, e.event_id, $2::uuid, 'received', e.body, e.body_hash, $3::timestamptz
         FROM jsonb_to_recordset($4::jsonb) AS e(source text, id text, event_id uuid, body jsonb, body_hash text)
       ON CONFLICT (cell, source, source_id) DO NOTHING RETURNING event_id`,
      [cell, clientId, at, JSON.stringify(rows)],
    );
    for (const row of found) claimed.add(row.event_id);
  });
  return claimed;
}

/** The rows of these events; `lock` for a transaction that decides on them. */
export async function readEvents(
  names: readonly EventName[],
  sql: Sql = poolSql,
  lock: "" | "FOR UPDATE" = "",
): Promise<IngestedRow[]> {
  const found: IngestedRow[] = [];
  await eachCell(names, async (cell, own) => {
    const rows = await queryRows(
      sql,
      IngestedRow,
      `SELECT ${COLUMNS} FROM ingested_event i
        WHERE i.cell = $1::smallint
          AND (i.source, i.source_id) IN (SELECT e.source, e.id FROM jsonb_to_recordset($2::jsonb) AS e(source text, id text))
        ORDER BY i.source, i.source_id ${lock}`,
      [cell, JSON.stringify(own.map(({ source, id }) => ({ source, id })))],
    );
    found.push(...rows);
  });
  return found;
}

/** Events that a process left behind: received before `before` and not settled. */
export async function readReceived(cell: number, before: Date, limit: number): Promise<IngestedRow[]> {
  return queryRows(
    poolSql,
    IngestedRow,
    `SELECT ${COLUMNS} FROM ingested_event i
      WHERE i.cell = $1::smallint AND i.status = 'received' AND i.received_at < $2::timestamptz
      ORDER BY i.received_at, i.source, i.source_id LIMIT $3::int`,
    [cell, before, limit],
  );
}

interface Letter {
  /** Of the page before: when its last letter came, and its event id. */
  after: { at: Date; eventId: string } | null;
  cells: readonly number[];
  status: "dead" | "discarded";
  reason: string | null;
  source: string | null;
  id: string | null;
  limit: number;
}

/** Dead letters, newest first. */
export async function readLetters(wish: Letter): Promise<IngestedRow[]> {
  return queryRows(
    poolSql,
    IngestedRow,
    `SELECT ${COLUMNS} FROM ingested_event i
      WHERE i.cell = ANY($1::smallint[]) AND i.status = $2
        AND ($3::text IS NULL OR i.reason = $3) AND ($4::text IS NULL OR i.source = $4) AND ($5::text IS NULL OR i.source_id = $5)
        AND ($6::timestamptz IS NULL OR (i.received_at, i.event_id) < ($6::timestamptz, $7::uuid))
      ORDER BY i.received_at DESC, i.event_id DESC LIMIT $8::int`,
    [
      wish.cells,
      wish.status,
      wish.reason,
      wish.source,
      wish.id,
      wish.after?.at ?? null,
      wish.after?.eventId ?? null,
      wish.limit,
    ],
  );
}

const Written = z.object({ source: z.string(), id: z.string() });

/** Runs a statement over the events of each cell ($1, and $2 as JSON rows); returns which rows it wrote. */
async function write(
  items: readonly EventName[],
  statement: string,
  values: readonly SqlValue[] = [],
): Promise<Set<string>> {
  const written = new Set<string>();
  await eachCell(items, async (cell, own) => {
    const rows = await queryRows(poolSql, Written, statement, [cell, JSON.stringify(own), ...values]);
    for (const row of rows) written.add(nameKey(row));
  });
  return written;
}

/** One text per event, for sets and maps. */
export function nameKey({ source, id }: EventName): string {
  return `${source}\n${id}`;
}

/** A decision holds for the body it was made from; another one has come with a repair since. */
interface Decided extends EventName {
  body: Json;
}

/** Fixes who pays, once and for ever; an event that somebody else has decided on differently is not among what returns. */
export async function fixPayers(
  items: readonly (Decided & { accountCell: number; accountId: string })[],
): Promise<Set<string>> {
  return write(
    items,
    `UPDATE ingested_event i SET account_cell = e."accountCell", subject_id = e."accountId"
       FROM jsonb_to_recordset($2::jsonb) AS e(source text, id text, body jsonb, "accountCell" smallint, "accountId" uuid)
      WHERE i.cell = $1::smallint AND i.source = e.source AND i.source_id = e.id AND i.status = 'received'
        AND coalesce(i.repaired, i.body) = e.body AND (i.subject_id IS NULL OR i.subject_id = e."accountId")
      RETURNING i.source, i.source_id AS id`,
  );
}

/** Puts events that cannot be charged on the list of dead letters; one whose payer is fixed never gets there. */
export async function markDead(items: readonly (Decided & { reason: DeadReason })[]): Promise<Set<string>> {
  return write(
    items,
    `UPDATE ingested_event i SET status = 'dead', reason = e.reason
       FROM jsonb_to_recordset($2::jsonb) AS e(source text, id text, body jsonb, reason text)
      WHERE i.cell = $1::smallint AND i.source = e.source AND i.source_id = e.id AND i.status = 'received'
        AND coalesce(i.repaired, i.body) = e.body AND i.subject_id IS NULL
      RETURNING i.source, i.source_id AS id`,
  );
}

/** Notes that events are charged. */
export async function markSettled(items: readonly EventName[], at: Date): Promise<void> {
  await write(
    items,
    `UPDATE ingested_event i SET status = 'settled', reason = NULL, closed_at = $3::timestamptz
       FROM jsonb_to_recordset($2::jsonb) AS e(source text, id text)
      WHERE i.cell = $1::smallint AND i.source = e.source AND i.source_id = e.id AND i.status = 'received'
      RETURNING i.source, i.source_id AS id`,
    [at],
  );
}
