import type { Db } from "@/lib/db/client";

export const KEY_CHANGED_CHANNEL = "api_key_changed";

interface Secrets {
  secretHmac: string;
  previousHmac: string | null;
}

/** Tells every gateway node, at commit, to look these keys up again. */
export async function announceKeyChange(tx: Db, keys: readonly Secrets[]): Promise<void> {
  const hmacs = keys.flatMap(({ secretHmac, previousHmac }) =>
    previousHmac === null ? [secretHmac] : [secretHmac, previousHmac],
  );
  await tx.$executeRaw`SELECT pg_notify(${KEY_CHANGED_CHANNEL}, hmac) FROM unnest(${hmacs}::text[]) AS hmac`;
}
