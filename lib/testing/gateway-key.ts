import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";
import { NO_LIMITS } from "@/lib/keys/key-limits";

/** A key without limits, as the gateway knows it, but for what a test names. */
export function gatewayKey(facts: Partial<GatewayKey> = {}): GatewayKey {
  return {
    keyId: "key-1",
    accountId: "acc-1",
    accountStatus: "active",
    name: "test",
    secretUntil: null,
    lastUsedAt: null,
    ...NO_LIMITS,
    ...facts,
  };
}
