import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { NO_SPEND } from "@/lib/keys/key-limits";
import { type KeyView, toKeyView } from "@/lib/keys/key-view";
import { readKeySpend } from "@/lib/keys/store";

/** The account's keys, newest first, revoked ones included, with what each has spent and what is left of its caps. */
export async function findKeys(ctx: RequestContext): Promise<KeyView[]> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  const [rows, spent] = await Promise.all([
    db().apiKey.findMany({ where: { cell, accountId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }] }),
    readKeySpend(poolSql, { cell, accountId, keyId: null }, ctx.now),
  ]);
  return rows.map((row) => toKeyView(row, spent.get(row.id) ?? NO_SPEND, ctx.now));
}
