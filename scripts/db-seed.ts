/** `npm run db:seed`: fills an empty demo database; does nothing to a filled one, and goes on where a killed run stopped. */
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { env } from "@/lib/env/env";
import { seed } from "@/prisma/seed/seed";

await applyMigrations(env().DATABASE_URL);
await seed((line) => console.log(line));
process.exit(0);
