import { db } from "@/lib/db/client";
import type { TestAccount } from "@/lib/testing/make-account";

/** Every charged call and report of an account, as stored. */
export function usageOf({ cell, accountId }: TestAccount) {
  return db().usageEvent.findMany({ where: { cell, accountId } });
}
