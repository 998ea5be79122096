import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newId } from "@/lib/ids/ids";
import { apiKeyHint, apiKeyHmac, MAX_KEYS, newApiKeySecret } from "@/lib/keys/api-key";
import { NO_SPEND } from "@/lib/keys/key-limits";
import {
  KeyLimitsInput,
  type KeyLimitsOfInput,
  KeyName,
  requireExpiryAhead,
  requireKnownEntries,
} from "@/lib/keys/key-limits-input";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";

export const CreateKeyInput = z.strictObject({ name: KeyName, ...KeyLimitsInput });

/** Creates a key of the actor's account; limits that are left out do not exist. The secret is in this answer and nowhere else. Throws KEY_LIMIT_REACHED. */
export async function createKey(
  ctx: RequestContext,
  input: { name: string } & KeyLimitsOfInput,
): Promise<{ key: KeyView; secret: string }> {
  const { accountId, cell } = requireCustomer(ctx.actor, "key:create");
  await requireKnownEntries(input, ctx.now);
  requireExpiryAhead(input.expiresAt, null, ctx.now);
  return inTransaction(async (tx) => {
    // The account's lock makes the limit hold when two are created at once.
    await tx.$queryRaw`SELECT 1 FROM account WHERE cell = ${cell} AND id = ${accountId}::uuid FOR UPDATE`;
    const live = await tx.apiKey.count({ where: { cell, accountId, revokedAt: null } });
    if (live >= MAX_KEYS) throw new AppError("KEY_LIMIT_REACHED", { limit: MAX_KEYS });
    const secret = newApiKeySecret(cell);
    const row = await tx.apiKey.create({
      data: {
        ...input,
        cell,
        id: newId("key", ctx.now),
        accountId,
        secretHmac: apiKeyHmac(secret),
        hint: apiKeyHint(secret),
        createdAt: ctx.now,
      },
    });
    return { key: toKeyView(row, NO_SPEND, ctx.now), secret };
  });
}
