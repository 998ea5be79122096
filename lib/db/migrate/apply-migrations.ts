import type { DiagnoseMigrationHistoryOutput, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { openSchemaEngine } from "./open-schema-engine";
import { readMigrations } from "./read-migrations";
import { readSchema } from "./read-schema";
import { scriptAdapter, type ScriptError } from "./script-adapter";

/** Any number that no other advisory lock of the product uses: "one process migrates this database". */
const MIGRATION_LOCK = 726_370_901;

export const MIGRATIONS_FOLDER = "prisma/migrations";
export const SCHEMA_FOLDER = "prisma/schema";

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The database and the migrations folder tell different stories; the message says how and what to do. */
export class MigrationHistoryError extends Error {
  override readonly name = "MigrationHistoryError";
}

function describeHistory(found: DiagnoseMigrationHistoryOutput): string | null {
  if (found.failedMigrationNames.length > 0) {
    return `Migration ${found.failedMigrationNames.join(", ")} failed half-way here earlier. Mend the database, then mark it with "npx prisma migrate resolve", or restore the last backup.`;
  }
  if (found.editedMigrationNames.length > 0) {
    return `Migration ${found.editedMigrationNames.join(", ")} was changed after it was applied here. Migrations are never edited: bring the file back and write a new one.`;
  }
  const history = found.history;
  if (history?.diagnostic === "migrationsDirectoryIsBehind" || history?.diagnostic === "historiesDiverge") {
    return `The database has migrations that this version does not know: ${history.unpersistedMigrationNames.join(", ")}. It was migrated by a newer or another version; start that one.`;
  }
  return null;
}

/** A refused script left nothing behind (it ran as one transaction): its row is marked rolled back, as `prisma migrate resolve` would. */
async function forgetRefused(engine: SchemaEngine, pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
  const name = rows[0]?.migration_name;
  if (name) await engine.markMigrationRolledBack({ migrationName: name });
  return name ?? "(unknown)";
}

async function applyPending(pool: pg.Pool, folder: string): Promise<string[]> {
  let refused: ScriptError | undefined;
  const adapter = scriptAdapter(pool, (error) => {
    refused = error;
  });
  const engine = await openSchemaEngine(adapter, await readSchema(SCHEMA_FOLDER));
  const migrationsList = await readMigrations(folder);
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const problem = describeHistory(found);
  if (problem) throw new MigrationHistoryError(problem);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  } catch (error) {
    if (!refused) throw error;
    const name = await forgetRefused(engine, pool);
    throw new MigrationHistoryError(`Migration ${name} was refused and undone: ${refused.message}`, { cause: refused });
  }
}

/**
 * Brings the database to the newest migration of the folder and returns the names applied. Several processes may call it
 * at once: the second waits and finds nothing to do. Reads and writes Prisma's own `_prisma_migrations` table.
 */
export async function applyMigrations(connectionString: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const pool = new pg.Pool({ connectionString, max: 3 });
  try {
    const lock = await pool.connect();
    try {
      await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
      return await applyPending(pool, folder);
    } finally {
      // Closing the connection, rather than pooling it, gives the lock back.
      lock.release(true);
    }
  } finally {
    // The engine holds a lock of its own until its connection closes.
    await pool.end();
  }
}
