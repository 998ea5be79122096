import type { ClientActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { asId } from "@/lib/ids/ids";
import { clientHmac, isClientSecret } from "@/lib/ingestion/api-client";
import { businessNow } from "@/lib/time/clock";

/** How exactly it is noted when a system was last heard of. */
const LAST_USED_MS = 60_000;
const BEARER = /^Bearer +(\S+) *$/i;

/** The system that sends a request, by its secret, looked up every time. Throws CLIENT_SECRET_INVALID. */
export async function authenticateClient(headers: Headers): Promise<ClientActor> {
  const secret = BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  if (!isClientSecret(secret)) throw new AppError("CLIENT_SECRET_INVALID");
  const client = await db().apiClient.findUnique({ where: { secretHmac: clientHmac(secret) } });
  if (!client || client.revokedAt) throw new AppError("CLIENT_SECRET_INVALID");
  const now = businessNow();
  const { lastUsedAt } = client;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= LAST_USED_MS)
    await db().apiClient.update({ where: { id: client.id }, data: { lastUsedAt: now } });
  return { kind: "client", clientId: asId("cli", client.id), sources: client.sources };
}
