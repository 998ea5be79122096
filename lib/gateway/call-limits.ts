import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { GatewayError } from "@/lib/gateway/gateway-error";

const WRONG_KEYS_PER_MINUTE = 300;

/** How often a key may call, and how often an address may try keys that do not work; per node and minute. */
export class CallLimits {
  private readonly calls: RateLimiterMemory;
  private readonly wrongKeys = new RateLimiterMemory({ points: WRONG_KEYS_PER_MINUTE, duration: 60 });

  constructor(callsPerMinute: number) {
    this.calls = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  }

  countCall(keyId: string): Promise<void> {
    return take(this.calls, keyId);
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
