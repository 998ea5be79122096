import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";

/** A key without limits, as the gateway knows it, but for what a test names. */
export function gatewayKey(facts: Partial<GatewayKey> = {}): GatewayKey {
  return {
    keyId: "key-1",
    accountId: "acc-1",
    accountStatus: "active",
    name: "test",
    expiresAt: null,
    secretUntil: null,
    modelScope: [],
    allowedAddresses: [],
    dayCapTokens: null,
    monthCapTokens: null,
    totalCapTokens: null,
    requestsPerMinute: null,
    tokensPerMinute: null,
    ...facts,
  };
}
