/** `npm run db:reset [-- --force]`: empties the database and migrates it again. The next start seeds the demo. */
import pg from "pg";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { env, isDemo } from "@/lib/env/env";
import { findRunning } from "./start/running-file";

const running = await findRunning(env().DATA_DIR);
if (running) {
  console.error(`Tokenhall is running (process ${running.pid}). Stop it first.`);
  process.exit(1);
}
if (!isDemo() && !process.argv.includes("--force")) {
  console.error("This is no demo. To destroy its data all the same, add --force.");
  process.exit(1);
}
const client = new pg.Client({ connectionString: env().DATABASE_URL });
await client.connect();
await client.query("DROP SCHEMA IF EXISTS graphile_worker CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
await client.end();
const applied = await applyMigrations(env().DATABASE_URL);
console.log(`Emptied, and applied ${applied.join(", ")}.`);
process.exit(0);
