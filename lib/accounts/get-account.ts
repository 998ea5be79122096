import type { AccountView } from "@/lib/accounts/account";
import { maskPhone } from "@/lib/accounts/phone";
import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { showId } from "@/lib/ids/ids";

/** The signed-in customer's own account. */
export async function getAccount(ctx: RequestContext): Promise<AccountView> {
  const { cell, accountId } = requireCustomer(ctx.actor, "account:read");
  const row = await db().account.findUnique({ where: { cell_id: { cell, id: accountId } } });
  if (!row) throw new AppError("NOT_FOUND");
  return {
    id: showId("acc", row.id),
    kind: row.kind === "company" ? "company" : "person",
    displayName: row.displayName,
    maskedPhone: maskPhone(row.phone),
    regionCode: row.regionCode,
    createdAt: row.createdAt.toISOString(),
  };
}
