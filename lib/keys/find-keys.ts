import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";

/** The account's keys, newest first, revoked ones included. */
export async function findKeys(ctx: RequestContext): Promise<KeyView[]> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  const rows = await db().apiKey.findMany({ where: { cell, accountId }, orderBy: { createdAt: "desc" } });
  return rows.map(toKeyView);
}
