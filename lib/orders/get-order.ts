import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { OrderView } from "@/lib/orders/order";
import { readOrder, toOrderView } from "@/lib/orders/store";

export const GetOrderInput = z.strictObject({ number: z.string().max(32) });

/** One order of the actor's account with its timeline and payments. Another account's number is NOT_FOUND. */
export async function getOrder(ctx: RequestContext, { number }: z.output<typeof GetOrderInput>): Promise<OrderView> {
  const { accountId, cell } = requireCustomer(ctx.actor, "account:read");
  return toOrderView(await readOrder(db(), cell, accountId, number), ctx.now);
}
