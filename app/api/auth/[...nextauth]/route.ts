import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";

interface Params {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own routes. Its options are made per request: the environment is not read while building. */
async function answer(request: NextRequest, context: Params): Promise<Response> {
  const response: unknown = await NextAuth(request, context, nextAuthOptions());
  return z.instanceof(Response).parse(response);
}

export { answer as GET, answer as POST };
