import type { NextAuthOptions } from "next-auth";
import { z } from "zod";
import { liveSessionOf } from "@/lib/auth/read-session";
import {
  cookieSeconds,
  decodeSession,
  encodeSession,
  sessionCookieName,
  sessionSecret,
  asSessionId,
} from "@/lib/auth/session-cookie";
import { poolSql } from "@/lib/db/sql";
import { env } from "@/lib/env/env";
import { logger } from "@/lib/log/logger";
import { systemNow } from "@/lib/time/clock";

const Claim = z.object({ cell: z.number(), id: z.string() });

/**
 * next-auth over our own session rows. Signing in happens at /api/sign-in (a form without JavaScript cannot carry
 * next-auth's CSRF token), so there is no provider here; what is left is its session, CSRF and sign-out routes.
 */
export function nextAuthOptions(): NextAuthOptions {
  const secure = env().PUBLIC_URL.startsWith("https:");
  const maxAge = cookieSeconds("customer");
  return {
    providers: [],
    secret: sessionSecret(),
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName("customer"),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/account/me", error: "/sign-in" },
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge, decode: ({ token }) => readClaim(token), encode: async ({ token }) => writeClaim(token) },
    callbacks: { session: ({ session, token }) => ({ ...session, user: { name: token.name ?? null } }) },
    events: { signOut: async ({ token }) => endSession(token) },
    logger: {
      error: (code) => logger().info({ code }, "next-auth refused a session"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** The cookie's claim, only while its row is live. */
async function readClaim(token: string | undefined) {
  const claim = token ? await decodeSession("customer", token) : null;
  const session = claim && (await liveSessionOf(claim));
  if (session?.side !== "customer") return null;
  return { cell: session.row.cell, id: session.row.session_id, name: session.row.display_name };
}

async function writeClaim(token: unknown): Promise<string> {
  const { cell, id } = Claim.parse(token);
  return encodeSession({ side: "customer", cell, id: asSessionId(id) });
}

async function endSession(token: unknown): Promise<void> {
  const claim = Claim.safeParse(token);
  if (!claim.success) return;
  const { cell, id } = claim.data;
  await poolSql("UPDATE customer_session SET revoked_at = $3 WHERE cell = $1 AND id = $2 AND revoked_at IS NULL", [
    cell,
    id,
    systemNow(),
  ]);
}
