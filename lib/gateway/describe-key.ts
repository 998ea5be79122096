import { poolSql } from "@/lib/db/sql";
import type { Caller } from "@/lib/gateway/caller";
import { getLeftTokens } from "@/lib/grants/get-left-tokens";
import { showId } from "@/lib/ids/ids";
import { getKeySpend } from "@/lib/keys/get-key-spend";
import { getMinuteLeft } from "@/lib/keys/get-minute-left";
import { capsOf } from "@/lib/keys/key-limits";
import { businessNow } from "@/lib/time/clock";

/** The caller's own key: its limits, what is spent and left of them and when they reset, and what the account has left. */
export async function describeKey(caller: Caller): Promise<object> {
  const { key } = caller;
  const at = businessNow();
  const [spend, leftTokens, minute] = await Promise.all([
    getKeySpend(poolSql, caller, at),
    getLeftTokens(caller, at),
    getMinuteLeft(caller.cell, key),
  ]);
  return {
    object: "key",
    id: showId("key", caller.keyId),
    name: key.name,
    expires_at: key.expiresAt?.toISOString() ?? null,
    /** Empty: every model. */
    models: key.modelScope,
    /** Empty: every address. */
    allowed_addresses: key.allowedAddresses,
    requests_per_minute: key.requestsPerMinute,
    plan_tokens_per_minute: key.tokensPerMinute,
    /** Null without such a limit; what gateway nodes have taken ahead counts as used. */
    minute: {
      requests_remaining: minute.requests,
      plan_tokens_remaining: minute.tokens,
      resets_in_seconds: minute.resetsInSeconds,
    },
    caps: capsOf(key, spend, at).map(({ window, capTokens, spentTokens, leftTokens: left, resetsAt }) => ({
      window,
      plan_tokens: capTokens,
      spent: spentTokens,
      remaining: left,
      resets_at: resetsAt,
    })),
    spent: { today: spend.todayTokens, month: spend.monthTokens, total: spend.totalTokens },
    account: { plan_tokens_remaining: leftTokens },
  };
}
