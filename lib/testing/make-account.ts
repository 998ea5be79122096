import type { CustomerActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { cellOf } from "@/lib/ids/cell";
import { type Id, newId, newUuid } from "@/lib/ids/ids";
import { businessNow } from "@/lib/time/clock";

export interface TestAccount {
  accountId: Id<"acc">;
  cell: number;
  phone: string;
  actor: CustomerActor;
}

let made = 0;

/** An account row with its own unassigned-looking number, and the actor who owns it. */
export async function makeAccount(): Promise<TestAccount> {
  const at = businessNow();
  const accountId = newId("acc", at);
  const cell = cellOf(accountId);
  made += 1;
  const phone = `+861700000${String(1000 + made)}`;
  await db().account.create({
    data: {
      cell,
      id: accountId,
      kind: "person",
      displayName: `测试 ${made}`,
      phone,
      subscriberId: `test-${accountId}`,
      regionCode: "310000",
      createdAt: at,
    },
  });
  return { accountId, cell, phone, actor: { kind: "customer", accountId, cell, sessionId: newUuid(at) } };
}

/** A request context as a use case gets it, now on the business clock. */
export function contextOf(actor: RequestContext["actor"], now: Date = businessNow()): RequestContext {
  return { actor, now, requestId: "req_test", locale: "zh-CN" };
}
