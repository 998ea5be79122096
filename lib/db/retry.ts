import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const TRIES = 3;
const RETRYABLE = new Set(["40001", "40P01", "P2034"]);

const PgError = z.object({
  code: z.string().optional(),
  constraint: z.string().optional(),
  cause: z.unknown().optional(),
  meta: z.unknown().optional(),
});

function* causes(
  error: unknown,
): Generator<{ code?: string | undefined; constraint?: string | undefined; originalCode?: unknown }> {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current; depth += 1) {
    const parsed = PgError.loose().safeParse(current);
    if (!parsed.success) return;
    yield parsed.data;
    const meta = z.object({ driverAdapterError: z.unknown() }).safeParse(parsed.data.meta);
    current = parsed.data.cause ?? (meta.success ? meta.data.driverAdapterError : undefined);
  }
}

/** True for a serialization failure or deadlock, whether it comes from pg or through Prisma. */
function isRetryable(error: unknown): boolean {
  for (const cause of causes(error)) {
    if (cause.code && RETRYABLE.has(cause.code)) return true;
    if (typeof cause.originalCode === "string" && RETRYABLE.has(cause.originalCode)) return true;
  }
  return false;
}

/** Runs `work`, again after a serialization failure or deadlock, three times in all (decisions 14). */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !isRetryable(error)) throw error;
      await delay(5 * 2 ** attempt + Math.random() * 10);
    }
  }
}
