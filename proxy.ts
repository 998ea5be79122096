import createMiddleware from "next-intl/middleware";
import { NextRequest, NextResponse } from "next/server";
import { SIDE_HEADER, sideOf } from "@/lib/auth/side-of";
import { env } from "@/lib/env/env";
import { DATA_POLICY, pagePolicy } from "@/lib/http/content-security-policy";
import { securityHeaders } from "@/lib/http/security-headers";
import { routing } from "@/lib/i18n/routing";

const localise = createMiddleware(routing);

function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
}

/** Gives every page its language and its policy. Next reads the nonce from the request's policy and puts it on its own scripts. */
function answerPage(request: NextRequest, localised: boolean): NextResponse {
  const policy = pagePolicy({ nonce: newNonce(), development: env().NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(SIDE_HEADER, sideOf(request.nextUrl.pathname));
  const response = localised
    ? localise(new NextRequest(request, { headers }))
    : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function answerData(): NextResponse {
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", DATA_POLICY);
  return response;
}

export default function proxy(request: NextRequest): NextResponse {
  const section = request.nextUrl.pathname.split("/", 2)[1];
  const response = section === "api" || section === "v1" ? answerData() : answerPage(request, section !== "sandbox");
  for (const [name, value] of Object.entries(securityHeaders(env().PUBLIC_URL))) response.headers.set(name, value);
  return response;
}

export const config = {
  // Everything but built files and public files; model names in addresses may hold dots, so extensions are named.
  matcher: ["/((?!_next/|.*\\.(?:ico|svg|png|jpg|webp|woff2|txt|xml|webmanifest)$).*)"],
};
