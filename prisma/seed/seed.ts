import { readBusinessClock } from "@/lib/db/business-clock";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { expireGrants } from "@/lib/grants/expire-grants";
import { recogniseRevenue } from "@/lib/grants/recognise-revenue";
import { businessNow, systemMs } from "@/lib/time/clock";
import { seedCatalogue } from "./seed-catalogue";
import { seedIngestion } from "./seed-ingestion";
import { seedPeople } from "./seed-people";
import { seedStaff } from "./seed-staff";
import { seedUsage } from "./seed-usage";

/**
 * Fills an empty database with the reference catalogue and the demo's people and staff, by the real use cases on the business
 * clock. Staff come last and mark a finished seed: a killed run goes on, a finished one is left alone. False when
 * there was nothing to do.
 */
export async function seed(say: (line: string) => void = () => undefined): Promise<boolean> {
  if ((await db().staffMember.count()) > 0) return false;
  const started = systemMs();
  await readBusinessClock();
  const now = businessNow();
  if ((await db().plan.count()) === 0) await inTransaction((tx) => seedCatalogue(tx, now));
  say("reference catalogue");
  const people = await seedPeople(now);
  for (const seeded of people) {
    const events = await seedUsage(seeded, now);
    say(`${seeded.person.phone}: ${events} calls`);
  }
  await seedIngestion(people, now);
  await expireGrants(now);
  await recogniseRevenue(now);
  await seedStaff(now);
  say(`demo people and staff, ${Math.round((systemMs() - started) / 1000)} s`);
  return true;
}
