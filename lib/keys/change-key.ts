import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { announceKeyChange } from "@/lib/keys/announce-key-change";
import { getKeySpend } from "@/lib/keys/get-key-spend";
import { KeyLimitsInput, KeyName, requireExpiryAhead, requireKnownEntries } from "@/lib/keys/key-limits-input";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";
import { lockKey } from "@/lib/keys/lock-key";

export const ChangeKeyInput = z.strictObject({ keyId: idOf("key"), name: KeyName, ...KeyLimitsInput });

/**
 * Sets a key's name and all of its limits: what is left out becomes no limit. Holds within a second on every gateway node.
 * Throws KEY_REVOKED.
 */
export async function changeKey(ctx: RequestContext, input: z.output<typeof ChangeKeyInput>): Promise<KeyView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "key:change");
  const { keyId, ...data } = input;
  await requireKnownEntries(data, ctx.now);
  return inTransaction(async (tx) => {
    const key = await lockKey(tx, cell, accountId, keyId);
    if (key.revokedAt) throw new AppError("KEY_REVOKED");
    requireExpiryAhead(data.expiresAt, key.expiresAt, ctx.now);
    const changed = await tx.apiKey.update({ where: { cell_id: { cell, id: key.id } }, data });
    await announceKeyChange(tx, [key]);
    return toKeyView(changed, await getKeySpend(sqlOf(tx), { cell, accountId, keyId }, ctx.now), ctx.now);
  });
}
