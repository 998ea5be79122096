import { cookieValue, decodeSession, sessionCookieName } from "@/lib/auth/session-cookie";
import type { SessionClaim } from "@/lib/auth/session-cookie";
import { customerSessionEnd, isSeenStale, staffIdleSince } from "@/lib/auth/session-policy";
import type { Side } from "@/lib/auth/side-of";
import {
  findLiveCustomerSession,
  findLiveStaffSession,
  touchCustomerSession,
  touchStaffSession,
} from "@/lib/auth/store";
import type { LiveCustomerSession, LiveStaffSession } from "@/lib/auth/store";
import { systemNow } from "@/lib/time/clock";

export type LiveSession = { side: "customer"; row: LiveCustomerSession } | { side: "staff"; row: LiveStaffSession };

/** The session a claim names, checked against its row now: a revoked one is gone at once, everywhere. */
export async function liveSessionOf(claim: SessionClaim): Promise<LiveSession | null> {
  const at = systemNow();
  if (claim.side === "customer") {
    const row = await findLiveCustomerSession(claim.cell, claim.id, at);
    if (!row) return null;
    if (isSeenStale(row.last_seen_at, at))
      await touchCustomerSession(row.cell, row.session_id, at, customerSessionEnd(at));
    return { side: "customer", row };
  }
  const row = await findLiveStaffSession(claim.id, at, staffIdleSince(at));
  if (!row) return null;
  if (isSeenStale(row.last_seen_at, at)) await touchStaffSession(row.session_id, at);
  return { side: "staff", row };
}

async function readSide(headers: Headers, side: Side): Promise<LiveSession | null> {
  const value = cookieValue(headers, sessionCookieName(side));
  const claim = value ? await decodeSession(side, value) : null;
  return claim && (await liveSessionOf(claim));
}

/**
 * The sign-in of a request. Where a browser holds both, the address decides; where it holds one, that one acts, so that a
 * customer at a staff address is told that it is not allowed rather than that nobody is signed in.
 */
export async function readSession(headers: Headers, side: Side): Promise<LiveSession | null> {
  return (await readSide(headers, side)) ?? (await readSide(headers, side === "staff" ? "customer" : "staff"));
}
