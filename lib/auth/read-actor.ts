import type { Actor } from "@/lib/auth/actor";
import { readSession, type LiveSession } from "@/lib/auth/read-session";
import type { Side } from "@/lib/auth/side-of";
import { asId } from "@/lib/ids/ids";

/** Who acts in a session. */
export function actorOf(session: LiveSession | null): Actor {
  if (!session) return { kind: "visitor" };
  if (session.side === "staff") {
    const { staff_id, session_id, roles } = session.row;
    return { kind: "staff", staffId: asId("stf", staff_id), roles, sessionId: session_id };
  }
  const { account_id, cell, session_id } = session.row;
  return { kind: "customer", accountId: asId("acc", account_id), cell, sessionId: session_id };
}

/** Who sends a request, by its cookies; a visitor when they name no live session. */
export async function readActor(headers: Headers, side: Side = "customer"): Promise<Actor> {
  return actorOf(await readSession(headers, side));
}
