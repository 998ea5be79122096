import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";

/** Locks the account for one use case: whatever else buys, pays or spends for it waits. NOT_FOUND when there is none. */
export async function lockAccount(tx: Db, cell: number, accountId: string): Promise<{ frozen: boolean }> {
  const [account] = await queryRows(
    sqlOf(tx),
    z.object({ status: z.string() }),
    "SELECT status FROM account WHERE cell = $1::smallint AND id = $2::uuid FOR UPDATE",
    [cell, accountId],
  );
  if (!account) throw new AppError("NOT_FOUND");
  return { frozen: account.status === "frozen" };
}
