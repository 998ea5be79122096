import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** A key of the account, locked. NOT_FOUND for another account's. */
export async function lockKey(tx: Db, cell: number, accountId: string, keyId: string) {
  await tx.$queryRaw`SELECT 1 FROM api_key WHERE cell = ${cell} AND id = ${keyId}::uuid FOR UPDATE`;
  const key = await tx.apiKey.findFirst({ where: { cell, id: keyId, accountId } });
  if (!key) throw new AppError("NOT_FOUND");
  return key;
}
