import type { CallLimits } from "@/lib/gateway/call-limits";
import type { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { KeyCache } from "@/lib/gateway/key-cache";
import { apiKeyHmac, cellOfApiKey } from "@/lib/keys/api-key";

/** Who calls, and the cell that everything about them is in. */
export interface Caller {
  cell: number;
  keyId: string;
  accountId: string;
}

/** Finds the caller by the key. Malformed, unknown and revoked keys get one and the same answer. */
export async function authenticate({ request }: Exchange, keys: KeyCache, limits: CallLimits): Promise<Caller> {
  const secret = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const cell = cellOfApiKey(secret);
  const key = cell === null ? null : await keys.find(cell, apiKeyHmac(secret));
  if (cell === null || !key) {
    await limits.countWrongKey(request.socket.remoteAddress ?? "");
    throw new GatewayError("invalidKey");
  }
  if (key.accountStatus !== "active") throw new GatewayError("accountFrozen");
  await limits.countCall(key.keyId);
  return { cell, keyId: key.keyId, accountId: key.accountId };
}
