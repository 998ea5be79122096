import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { poolSql, queryRows } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { CELLS } from "@/lib/ids/cell";
import { toDeadLetterView } from "@/lib/ingestion/dead-letter-view";
import {
  DEAD_REASONS,
  type DeadLetterView,
  type DeadReason,
  deadReasonOf,
  LETTER_STATES,
} from "@/lib/ingestion/ingested-event";
import { readLetters } from "@/lib/ingestion/store";
import { toInstant } from "@/lib/time/calendar";

const PAGE = 50;
const Cursor = z
  .string()
  .regex(/^\d{1,15}\.[0-9a-f-]{36}$/)
  .transform((text) => {
    const [ms = "", eventId = ""] = text.split(".");
    return { at: toInstant(Number(ms)), eventId };
  });
/** A native form sends what was left empty. */
const Chosen = z
  .string()
  .trim()
  .max(200)
  .transform((text) => (text === "" ? null : text));

export const FindDeadLettersInput = z.object({
  state: z.enum(LETTER_STATES).default("dead"),
  reason: z.union([z.enum(DEAD_REASONS), z.literal("").transform(() => null)]).default(null),
  source: Chosen.default(null),
  id: Chosen.default(null),
  after: Cursor.optional(),
});

export interface DeadLetterPage {
  letters: DeadLetterView[];
  /** Pass as `after` for the next page; null on the last. */
  next: string | null;
  /** Everything that waits, by reason, whatever is filtered. */
  counts: { reason: DeadReason; count: number }[];
  /** Sources of everything that waits. */
  sources: string[];
}

/** Usage that could not be charged, newest first, 50 at a time. */
export async function findDeadLetters(
  ctx: RequestContext,
  input: z.output<typeof FindDeadLettersInput>,
): Promise<DeadLetterPage> {
  requirePermission(ctx.actor, "dead-letter:read");
  const rows = await readLetters({
    cells: CELLS,
    status: input.state,
    reason: input.reason,
    source: input.source,
    id: input.id,
    after: input.after ?? null,
    limit: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  const clients = await db().apiClient.findMany({ where: { id: { in: shown.map((row) => row.clientId) } } });
  const nameOf = new Map(clients.map(({ id, name }) => [id, name]));
  const last = shown.at(-1);
  return {
    letters: shown.flatMap((row) => toDeadLetterView(row, nameOf.get(row.clientId) ?? "") ?? []),
    next: last && rows.length > PAGE ? `${last.receivedAt.getTime()}.${last.eventId}` : null,
    ...(await readOverview()),
  };
}

const Waiting = z.object({ source: z.string(), reason: z.string(), count: z.coerce.number() });

async function readOverview() {
  const rows = await queryRows(
    poolSql,
    Waiting,
    `SELECT source, reason, count(*) AS count FROM ingested_event
      WHERE cell = ANY($1::smallint[]) AND status = 'dead' GROUP BY source, reason ORDER BY source`,
    [CELLS],
  );
  const counts = DEAD_REASONS.map((reason) => ({
    reason,
    count: rows.filter((row) => deadReasonOf(row.reason) === reason).reduce((sum, row) => sum + row.count, 0),
  }));
  return { counts: counts.filter(({ count }) => count > 0), sources: [...new Set(rows.map((row) => row.source))] };
}
