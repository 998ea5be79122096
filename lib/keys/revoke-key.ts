import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";

export const KEY_REVOKED_CHANNEL = "api_key_revoked";

export const RevokeKeyInput = z.strictObject({ keyId: idOf("key") });

/** Revokes a key; every gateway node is told at commit. Revoking twice changes nothing. */
export async function revokeKey(ctx: RequestContext, input: z.output<typeof RevokeKeyInput>): Promise<KeyView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "key:revoke");
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM api_key WHERE cell = ${cell} AND id = ${input.keyId}::uuid FOR UPDATE`;
    const key = await tx.apiKey.findFirst({ where: { cell, id: input.keyId, accountId } });
    if (!key) throw new AppError("NOT_FOUND");
    if (key.revokedAt) return toKeyView(key);
    const revoked = await tx.apiKey.update({ where: { cell_id: { cell, id: key.id } }, data: { revokedAt: ctx.now } });
    await tx.$executeRaw`SELECT pg_notify(${KEY_REVOKED_CHANNEL}, ${key.secretHmac})`;
    return toKeyView(revoked);
  });
}
