import { z } from "zod";
import { clearedSessionCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeSessions } from "@/lib/sign-in/revoke-sessions";

export const POST = route({
  input: z.strictObject({}),
  run: (ctx) => revokeSessions(ctx, { which: "all" }),
  headers: () => ({ "set-cookie": clearedSessionCookie("customer") }),
  redirectTo: (_result, { locale }) => localePath(locale, "/sign-in?signed-out=all"),
});
