import { z } from "zod";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeSessions } from "@/lib/sign-in/revoke-sessions";

export const POST = route({
  input: z.strictObject({}),
  run: (ctx) => revokeSessions(ctx, { which: "others" }),
  redirectTo: (_result, { locale }) => localePath(locale, "/account/security?done=others"),
});
