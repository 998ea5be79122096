import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "@/lib/gateway/caller";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { KeyMinutes } from "@/lib/gateway/key-minutes";

const WRONG_KEYS_PER_MINUTE = 300;

/**
 * How often a key may call, and how often an address may try keys that do not work: per node and minute, whatever the key's
 * own limits are. Those hold over all nodes (`key-minutes`).
 */
export class CallLimits {
  private readonly calls: RateLimiterMemory;
  private readonly wrongKeys = new RateLimiterMemory({ points: WRONG_KEYS_PER_MINUTE, duration: 60 });

  constructor(
    callsPerMinute: number,
    private readonly minutes: KeyMinutes,
  ) {
    this.calls = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  }

  async countCall(caller: Caller): Promise<void> {
    await take(this.calls, caller.keyId);
    await this.minutes.takeRequest(caller);
  }

  countWrongKey(address: string): Promise<void> {
    return take(this.wrongKeys, address);
  }
}

async function take(limiter: RateLimiterMemory, name: string): Promise<void> {
  try {
    await limiter.consume(name);
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw new GatewayError("tooManyRequests", { seconds: Math.ceil(error.msBeforeNext / 1_000) });
    throw error;
  }
}
