import type { StaffActor, StaffRole } from "@/lib/auth/actor";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { staffSessionEnd } from "@/lib/auth/session-policy";
import { db } from "@/lib/db/client";
import { asId, newUuid } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";

export interface MadeStaff {
  actor: StaffActor;
  /** The Cookie header of a signed-in browser. */
  cookie: string;
}

/** A staff member with these roles, signed in. The password is unusable: tests of sign-in make their own. */
export async function makeStaff(name: string, roles: StaffRole[]): Promise<MadeStaff> {
  const at = systemNow();
  const staffId = asId("stf", newUuid(at));
  const sessionId = asId("ses", newUuid(at));
  const email = `${name}-${staffId}@test.local`;
  await db().staffMember.create({
    data: { id: staffId, email, name, roles, passwordHash: "unusable", totpSecretBox: "unusable", createdAt: at },
  });
  await db().staffSession.create({
    data: {
      id: sessionId,
      staffId,
      userAgent: "test",
      address: "127.0.0.1",
      createdAt: at,
      lastSeenAt: at,
      expiresAt: staffSessionEnd(at),
    },
  });
  const setCookie = await sessionCookie({ side: "staff", id: sessionId });
  return { actor: { kind: "staff", staffId, roles, sessionId }, cookie: setCookie.split(";", 1)[0] ?? "" };
}
