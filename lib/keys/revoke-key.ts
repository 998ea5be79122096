import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { announceKeyChange } from "@/lib/keys/announce-key-change";
import { getKeySpend } from "@/lib/keys/get-key-spend";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";
import { lockKey } from "@/lib/keys/lock-key";

export const RevokeKeyInput = z.strictObject({ keyId: idOf("key") });

/** Revokes a key, its former secret included; every gateway node is told at commit. Revoking twice changes nothing. */
export async function revokeKey(ctx: RequestContext, input: z.output<typeof RevokeKeyInput>): Promise<KeyView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "key:revoke");
  return inTransaction(async (tx) => {
    const key = await lockKey(tx, cell, accountId, input.keyId);
    const spent = await getKeySpend(sqlOf(tx), { cell, accountId, keyId: key.id }, ctx.now);
    if (key.revokedAt) return toKeyView(key, spent, ctx.now);
    const revoked = await tx.apiKey.update({ where: { cell_id: { cell, id: key.id } }, data: { revokedAt: ctx.now } });
    await announceKeyChange(tx, [key]);
    return toKeyView(revoked, spent, ctx.now);
  });
}
