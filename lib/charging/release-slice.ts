import { closeSlice } from "@/lib/charging/store";
import { inSqlTransaction } from "@/lib/db/sql";
import { businessNow } from "@/lib/time/clock";

/** Gives a slice's unspent tokens back to their buckets and closes it. Releasing twice changes nothing. */
export async function releaseSlice({ cell, sliceId }: { cell: number; sliceId: string }): Promise<void> {
  await inSqlTransaction((sql) => closeSlice(sql, cell, sliceId, "released", businessNow()));
}
