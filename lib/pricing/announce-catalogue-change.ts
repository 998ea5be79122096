import type { Db } from "@/lib/db/client";
import { CATALOGUE_CHANNEL } from "@/lib/catalogue/get-catalogue";

/** Tells every process, when the transaction commits, that what it keeps of the catalogue no longer holds. */
export async function announceCatalogueChange(tx: Db, number: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CATALOGUE_CHANNEL}, ${number})`;
}
