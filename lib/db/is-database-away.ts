import { z } from "zod";

const Coded = z.looseObject({ code: z.string() });

/** Connection failures, a server that is starting or stopping, and no free connection. */
const AWAY = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|P1001|P1002|P1017|P2024)$/;

/** True when the database cannot be reached or does not take work now: trying again later may help. */
export function isDatabaseAway(error: unknown): boolean {
  const coded = Coded.safeParse(error);
  if (coded.success && AWAY.test(coded.data.code)) return true;
  return error instanceof Error && error.cause !== undefined && isDatabaseAway(error.cause);
}
