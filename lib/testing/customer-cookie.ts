import { sessionCookie } from "@/lib/auth/session-cookie";
import { customerSessionEnd } from "@/lib/auth/session-policy";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { TestAccount } from "@/lib/testing/make-account";
import { systemNow } from "@/lib/time/clock";

/** A Cookie header of a browser that is signed in as the account. */
export async function customerCookie({ cell, accountId }: TestAccount): Promise<string> {
  const at = systemNow();
  const id = newId("ses", at);
  await db().customerSession.create({
    data: {
      cell,
      id,
      accountId,
      userAgent: "test",
      address: "192.0.2.1",
      createdAt: at,
      lastSeenAt: at,
      expiresAt: customerSessionEnd(at),
    },
  });
  const setCookie = await sessionCookie({ side: "customer", cell, id });
  return setCookie.split(";", 1)[0] ?? "";
}
