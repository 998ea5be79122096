import { z } from "zod";
import { LEASE_IS_OVER } from "@/lib/charging/node-lease";
import { releaseSlices } from "@/lib/charging/release-slices";
import { poolSql, queryRows } from "@/lib/db/sql";
import { CELLS } from "@/lib/ids/cell";

const BATCH = 500;

/**
 * Gives back the tokens of slices whose node has left or let its lease run out (charging.md 5). What upstream served and
 * nobody recorded is bounded by `returned_tokens` of these slices. Safe to run anywhere, any time, twice at once.
 */
export async function returnLapsedSlices(): Promise<{ slices: number; tokens: number }> {
  let slices = 0;
  let tokens = 0;
  for (const cell of CELLS) {
    const lapsed = await queryRows(
      poolSql,
      z.object({ id: z.string() }),
      `SELECT s.id FROM slice s JOIN node_lease n ON n.id = s.node_id
        WHERE s.cell = $1 AND s.status = 'open' AND ${LEASE_IS_OVER}
        ORDER BY s.id LIMIT ${BATCH}`,
      [cell],
    );
    const all = lapsed.map(({ id }) => ({ cell, sliceId: id, tokens: "all" as const }));
    tokens += await releaseSlices(all, "lapsed");
    slices += lapsed.length;
  }
  return { slices, tokens };
}
