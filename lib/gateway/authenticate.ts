import type { IncomingMessage } from "node:http";
import type { CallLimits } from "@/lib/gateway/call-limits";
import type { Caller } from "@/lib/gateway/caller";
import type { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { KeyCache } from "@/lib/gateway/key-cache";
import { isAddressAllowed } from "@/lib/keys/allowed-address";
import { apiKeyHmac, cellOfApiKey } from "@/lib/keys/api-key";
import { businessNow } from "@/lib/time/clock";

/** Finds the caller by the key. Malformed, unknown and revoked keys get one and the same answer. */
export async function authenticate({ request }: Exchange, keys: KeyCache, limits: CallLimits): Promise<Caller> {
  const address = request.socket.remoteAddress ?? "";
  const secret = secretOf(request);
  const cell = cellOfApiKey(secret);
  const at = businessNow();
  const key = cell === null ? null : await keys.find(cell, apiKeyHmac(secret), at);
  // A key may be cached for longer than its secret lasts.
  if (cell === null || !key || isOver(key.secretUntil, at)) {
    await limits.countWrongKey(address);
    throw new GatewayError("invalidKey");
  }
  if (key.accountStatus !== "active") throw new GatewayError("accountFrozen");
  if (isOver(key.expiresAt, at))
    throw new GatewayError("keyExpired", { expiredAt: key.expiresAt?.toISOString() ?? "" });
  if (!isAddressAllowed(key.allowedAddresses, address)) throw new GatewayError("addressNotAllowed", { address });
  const caller = { cell, keyId: key.keyId, accountId: key.accountId, key };
  await limits.countCall(caller);
  return caller;
}

/** OpenAI's way of sending a key, else Anthropic's. */
function secretOf({ headers }: IncomingMessage): string {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  const other = headers["x-api-key"];
  return bearer ?? (typeof other === "string" ? other : "");
}

function isOver(until: Date | null, at: Date): boolean {
  return until !== null && until <= at;
}
