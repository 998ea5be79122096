import { z } from "zod";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { AppError } from "@/lib/errors/app-error";
import { scopeCovers } from "@/lib/grants/bucket";
import { isAddressOrNetwork } from "@/lib/keys/allowed-address";
import { MOST_LIST_ENTRIES, MOST_REQUESTS_PER_MINUTE } from "@/lib/keys/key-limits";
import { toInstant } from "@/lib/time/calendar";

// z.int() takes safe integers only.
const Tokens = z.int().min(1).nullable().default(null);
const Entries = z
  .array(z.string().trim().min(1).max(100))
  .max(MOST_LIST_ENTRIES)
  .default([])
  .transform((texts) => [...new Set(texts.map((text) => text.toLowerCase()))]);

export const KeyName = z.string().trim().min(1).max(40);

/** The limits of a key as a request names them; what is left out is no limit. */
export const KeyLimitsInput = {
  expiresAt: z.iso.datetime({ offset: true }).transform(toInstant).nullable().default(null),
  modelScope: Entries,
  allowedAddresses: Entries,
  dayCapTokens: Tokens,
  monthCapTokens: Tokens,
  totalCapTokens: Tokens,
  requestsPerMinute: z.int().min(1).max(MOST_REQUESTS_PER_MINUTE).nullable().default(null),
  tokensPerMinute: Tokens,
};

export type KeyLimitsOfInput = { [limit in keyof typeof KeyLimitsInput]?: z.output<(typeof KeyLimitsInput)[limit]> };

/** Refuses addresses that are none and models that do not exist. Throws KEY_ADDRESS_INVALID, KEY_MODEL_UNKNOWN. */
export async function requireKnownEntries(limits: KeyLimitsOfInput, at: Date): Promise<void> {
  const { allowedAddresses = [], modelScope = [] } = limits;
  const wrong = allowedAddresses.find((text) => !isAddressOrNetwork(text));
  if (wrong !== undefined) throw new AppError("KEY_ADDRESS_INVALID", { address: wrong });
  if (modelScope.length === 0) return;
  const { models } = await getCatalogue(at);
  const unknown = modelScope.find((pattern) => !models.some(({ code }) => scopeCovers([pattern], code)));
  if (unknown !== undefined) throw new AppError("KEY_MODEL_UNKNOWN", { model: unknown });
}

/** Refuses an expiry that is over; one that stays as it was stored may be. Throws KEY_EXPIRY_IN_PAST. */
export function requireExpiryAhead(expiresAt: Date | null | undefined, stored: Date | null, at: Date): void {
  if (expiresAt && expiresAt <= at && expiresAt.getTime() !== stored?.getTime())
    throw new AppError("KEY_EXPIRY_IN_PAST");
}
