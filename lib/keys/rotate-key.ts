import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlOf } from "@/lib/db/sql";
import { openText, sealText } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import { oncePerRequestKey, RequestKey } from "@/lib/http/once-per-request-key";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf } from "@/lib/ids/ids";
import { announceKeyChange } from "@/lib/keys/announce-key-change";
import { apiKeyHint, apiKeyHmac, newApiKeySecret } from "@/lib/keys/api-key";
import { getKeySpend } from "@/lib/keys/get-key-spend";
import { OVERLAP_SECONDS } from "@/lib/keys/key-limits";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";
import { lockKey } from "@/lib/keys/lock-key";
import { toInstant } from "@/lib/time/calendar";

export const RotateKeyInput = z.strictObject({
  keyId: idOf("key"),
  /** How long the former secret goes on working. */
  overlapSeconds: z.literal(OVERLAP_SECONDS),
  requestKey: RequestKey,
});

type Input = z.output<typeof RotateKeyInput>;

/**
 * Gives a key a new secret; name, limits and usage stay. The former secret works until the overlap is over; one from an
 * earlier rotation stops at once. Whoever repeats the request, because the answer was lost on the way, gets the same
 * secret: for that alone it is kept, sealed, with the request's answer. Throws KEY_REVOKED.
 */
export async function rotateKey(ctx: RequestContext, input: Input): Promise<{ key: KeyView; secret: string }> {
  const { accountId, cell } = requireCustomer(ctx.actor, "key:rotate");
  const { keyId, overlapSeconds, requestKey } = input;
  const body = [keyId, overlapSeconds];
  return inTransaction(async (tx) => {
    const once = { cell, accountId, route: "key-rotations", key: requestKey, body, at: ctx.now, answer: z.string() };
    const box = await oncePerRequestKey(tx, once, () => giveNewSecret(tx, { cell, accountId, ...input, at: ctx.now }));
    const secret = openText(box);
    const key = await lockKey(tx, cell, accountId, keyId);
    // Rotated again since: this secret is not the key's any more.
    if (key.secretHmac !== apiKeyHmac(secret)) throw new AppError("KEY_ROTATED_SINCE");
    const spent = await getKeySpend(sqlOf(tx), { cell, accountId, keyId }, ctx.now);
    return { key: toKeyView(key, spent, ctx.now), secret };
  });
}

interface Rotation extends Input {
  cell: number;
  accountId: string;
  at: Date;
}

/** Returns the new secret, sealed. */
async function giveNewSecret(tx: Db, { cell, accountId, keyId, overlapSeconds, at }: Rotation): Promise<string> {
  const key = await lockKey(tx, cell, accountId, keyId);
  if (key.revokedAt) throw new AppError("KEY_REVOKED");
  const secret = newApiKeySecret(cell);
  const former =
    overlapSeconds > 0
      ? { previousHmac: key.secretHmac, previousUntil: toInstant(at.getTime() + overlapSeconds * 1_000) }
      : { previousHmac: null, previousUntil: null };
  await tx.apiKey.update({
    where: { cell_id: { cell, id: key.id } },
    data: { secretHmac: apiKeyHmac(secret), hint: apiKeyHint(secret), ...former },
  });
  await announceKeyChange(tx, [key]);
  return sealText(secret);
}
