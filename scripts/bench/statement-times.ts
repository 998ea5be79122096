import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

const Row = z.object({
  calls: z.coerce.number(),
  total: z.number(),
  mean: z.number(),
  rows: z.coerce.number(),
  text: z.string(),
});

/** Forgets what statements cost so far. */
export async function forgetStatementTimes(): Promise<void> {
  if (!(await isCounted())) return;
  await poolSql("SELECT pg_stat_statements_reset()");
}

/** Prints what PostgreSQL spent on each kind of statement since. */
export async function printStatementTimes(): Promise<void> {
  if (!(await isCounted())) return;
  const rows = await queryRows(
    poolSql,
    Row,
    `SELECT calls, total_exec_time AS total, mean_exec_time AS mean, rows, regexp_replace(query, '\\s+', ' ', 'g') AS text
       FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY total_exec_time DESC LIMIT 25`,
  );
  for (const { calls, total, mean, rows: touched, text } of rows) {
    console.log(
      `${total.toFixed(0).padStart(8)} ms ${String(calls).padStart(7)} × ${mean.toFixed(2).padStart(8)} ms ${String(touched).padStart(8)} rows  ${text.slice(0, 110)}`,
    );
  }
}

/** A server of somebody else's may not count. */
async function isCounted(): Promise<boolean> {
  const rows = await poolSql("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'");
  return rows.length > 0;
}
