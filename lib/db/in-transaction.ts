import { db, type Db } from "@/lib/db/client";
import { withRetries } from "@/lib/db/retry";

/**
 * Runs one use case's work in one READ COMMITTED transaction: lock first, read in a later statement. Tried again after
 * a serialization failure or deadlock, three times in all. No network call belongs inside.
 */
export async function inTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return withRetries(() =>
    db().$transaction((tx) => work(tx), { isolationLevel: "ReadCommitted", timeout: 15_000, maxWait: 10_000 }),
  );
}
