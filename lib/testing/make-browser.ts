import { sessionCookie } from "@/lib/auth/session-cookie";
import { customerSessionEnd } from "@/lib/auth/session-policy";
import { db } from "@/lib/db/client";
import { newId, type Id } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";

export interface MadeBrowser {
  cell: number;
  sessionId: Id<"ses">;
  /** The Cookie header of the signed-in browser. */
  cookie: string;
}

/** A browser signed in to an account, without the way through the SMS code. */
export async function makeBrowser({ cell, accountId }: { cell: number; accountId: string }): Promise<MadeBrowser> {
  const at = systemNow();
  const sessionId = newId("ses", at);
  await db().customerSession.create({
    data: {
      cell,
      id: sessionId,
      accountId,
      userAgent: "Mozilla/5.0 (iPhone) MicroMessenger/8",
      address: "192.0.2.1",
      createdAt: at,
      lastSeenAt: at,
      expiresAt: customerSessionEnd(at),
    },
  });
  const setCookie = await sessionCookie({ side: "customer", cell, id: sessionId });
  return { cell, sessionId, cookie: setCookie.split(";", 1)[0] ?? "" };
}
