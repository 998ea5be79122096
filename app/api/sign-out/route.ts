import { z } from "zod";
import { clearedSessionCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { signOut } from "@/lib/sign-in/sign-out";

export const POST = route({
  input: z.strictObject({}),
  run: signOut,
  headers: () => ({ "set-cookie": clearedSessionCookie("customer") }),
  redirectTo: (_result, { locale }) => localePath(locale, "/"),
});
