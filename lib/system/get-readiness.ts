import { readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

export interface Readiness {
  ready: boolean;
  database: boolean;
  /** True when every migration of this release is applied. */
  migrations: boolean;
}

/** Whether this process can work: the database answers and its migrations are those of this release. Open to everyone: says no more than that. */
export async function getReadiness(): Promise<Readiness> {
  const applied = await queryRows(
    poolSql,
    z.object({ migration_name: z.string() }),
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  ).catch(() => null);
  if (!applied) return { ready: false, database: false, migrations: false };
  const names = new Set(applied.map((row) => row.migration_name));
  const shipped = await readdir(path.join(process.cwd(), "prisma/migrations"), { withFileTypes: true });
  const migrations = shipped.filter((entry) => entry.isDirectory()).every((entry) => names.has(entry.name));
  return { ready: migrations, database: true, migrations };
}
