import { auditBooks } from "@/lib/books/audit-books";

/** Recomputes all balances; a benchmark that left a difference, or lost or doubled an event, measured nothing. */
export async function requireCleanBooks(when: string, events?: number): Promise<void> {
  const audit = await auditBooks();
  if (!audit.ok)
    throw new Error(`the books differ ${when} the benchmark: ${JSON.stringify(audit.differences.slice(0, 5))}`);
  if (events !== undefined && audit.events !== events)
    throw new Error(`${audit.events} events are in the books, and ${events} were made`);
  console.log(
    `audit       ${when}: no difference in ${audit.checks} checks of ${audit.events.toLocaleString("en")} events`,
  );
}
