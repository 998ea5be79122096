import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { OrderView } from "@/lib/orders/order";
import { readOrders, toOrderView } from "@/lib/orders/store";

const PAGE = 20;

export const FindOrdersInput = z.strictObject({
  /** The last order number of the page before. */
  before: z.string().max(32).optional(),
});

/** The account's orders, newest first, a page at a time; `next` is what to pass as `before`, null at the end. */
export async function findOrders(
  ctx: RequestContext,
  { before }: z.output<typeof FindOrdersInput>,
): Promise<{ orders: OrderView[]; next: string | null }> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  const rows = await readOrders(db(), { cell, accountId, before: before ?? null, limit: PAGE + 1 });
  const orders = rows.slice(0, PAGE).map((row) => toOrderView(row, ctx.now));
  return { orders, next: rows.length > PAGE ? (orders.at(-1)?.number ?? null) : null };
}
