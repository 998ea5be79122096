import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Side } from "@/lib/auth/side-of";
import { env } from "@/lib/env/env";
import { secretFor } from "@/lib/env/secrets";
import { cellText, parseCellText } from "@/lib/ids/cell";
import { asId, parseId, showId } from "@/lib/ids/ids";
import type { Id } from "@/lib/ids/ids";

/** What a cookie says: which session row to look at. `cell` is the account's; staff sessions are in no cell. */
export type SessionClaim = { side: "customer"; cell: number; id: Id<"ses"> } | { side: "staff"; id: Id<"ses"> };

/**
 * The customer's cookie outlives its session on purpose (400 days is the most a browser keeps): the row alone decides,
 * and slides without the cookie being sent again. The staff cookie ends with the browser.
 */
const CUSTOMER_COOKIE_SECONDS = 400 * 86_400;
const STAFF_COOKIE_SECONDS = 8 * 3_600;

const Token = z.object({ sid: z.string(), kind: z.enum(["customer", "staff"]) });

function isHttps(): boolean {
  return new URL(env().PUBLIC_URL).protocol === "https:";
}

/** The name of a side's cookie. `__Host-` makes the browser insist on https, no domain and the whole site. */
export function sessionCookieName(side: Side): string {
  return `${isHttps() ? "__Host-" : ""}tokenhall.${side}`;
}

/** The key of next-auth's JWT. */
export function sessionSecret(): string {
  return secretFor("session-cookie").toString("base64url");
}

/** How long the JWT of a side is readable; the session row usually ends earlier. */
export function cookieSeconds(side: Side): number {
  return side === "customer" ? CUSTOMER_COOKIE_SECONDS : STAFF_COOKIE_SECONDS;
}

/** The session id with its account's cell in front, as the cookie holds it. */
function sessionKey(claim: SessionClaim): string {
  const id = showId("ses", claim.id);
  return claim.side === "customer" ? `${cellText(claim.cell)}.${id}` : id;
}

function parseSessionKey(side: Side, text: string): SessionClaim | null {
  if (side === "staff") {
    const id = parseId("ses", text);
    return id && { side, id };
  }
  const cell = parseCellText(text.slice(0, 2));
  const id = text[2] === "." ? parseId("ses", text.slice(3)) : null;
  return cell === null || id === null ? null : { side, cell, id };
}

/** next-auth's JWT (encrypted, A256GCM) holding only the session id and its kind. */
export async function encodeSession(claim: SessionClaim): Promise<string> {
  const token = { sid: sessionKey(claim), kind: claim.side };
  return encode({ token, secret: sessionSecret(), maxAge: cookieSeconds(claim.side), salt: claim.side });
}

/** Reads a cookie's value; null for one that is changed, expired, of the other side or of another installation. */
export async function decodeSession(side: Side, value: string): Promise<SessionClaim | null> {
  const token = await decode({ token: value, secret: sessionSecret(), salt: side }).catch(() => null);
  const parsed = Token.safeParse(token);
  return parsed.success && parsed.data.kind === side ? parseSessionKey(side, parsed.data.sid) : null;
}

/** The Set-Cookie header that signs a browser in. */
export async function sessionCookie(claim: SessionClaim): Promise<string> {
  const lifetime = claim.side === "customer" ? `; Max-Age=${CUSTOMER_COOKIE_SECONDS}` : "";
  return `${sessionCookieName(claim.side)}=${await encodeSession(claim)}${lifetime}${cookieAttributes()}`;
}

/** The Set-Cookie header that makes a browser forget its sign-in on one side. */
export function clearedSessionCookie(side: Side): string {
  return `${sessionCookieName(side)}=; Max-Age=0${cookieAttributes()}`;
}

function cookieAttributes(): string {
  return `; Path=/; HttpOnly; SameSite=Lax${isHttps() ? "; Secure" : ""}`;
}

/** One cookie of a request. */
export function cookieValue(headers: Headers, name: string): string | null {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}

/** Brands a session id that came from the database. */
export function asSessionId(uuid: string): Id<"ses"> {
  return asId("ses", uuid);
}
