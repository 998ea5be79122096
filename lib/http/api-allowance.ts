import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";

/** Far above what a person's pages ask for: it stops a loop, not a reader. Per process, so that it costs no round trip. */
const PER_MINUTE = 600;

const limiter = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });

function subjectOf(actor: Actor, address: string): string {
  if (actor.kind === "customer") return actor.accountId;
  if (actor.kind === "client") return actor.clientId;
  return actor.kind === "staff" ? actor.staffId : `address ${address}`;
}

/** Takes one request from the allowance of the account, staff member or address. Throws TOO_MANY_REQUESTS. */
export async function takeApiAllowance(actor: Actor, address: string): Promise<void> {
  try {
    await limiter.consume(subjectOf(actor, address));
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw new AppError("TOO_MANY_REQUESTS", { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1_000) });
    throw error;
  }
}
