/** `npm run db:migrate`: brings the database to the newest migration. */
import { applyMigrations, MigrationHistoryError } from "@/lib/db/migrate/apply-migrations";
import { env } from "@/lib/env/env";

try {
  const applied = await applyMigrations(env().DATABASE_URL);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is current.");
  process.exit(0);
} catch (error) {
  console.error(error instanceof MigrationHistoryError ? error.message : error);
  process.exit(1);
}
