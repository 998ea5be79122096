import { z } from "zod";
import { clearedSessionCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { signOutStaff } from "@/lib/staff/sign-out-staff";

export const POST = route({
  input: z.strictObject({}),
  run: signOutStaff,
  headers: () => ({ "set-cookie": clearedSessionCookie("staff") }),
  redirectTo: (_result, { locale }) => localePath(locale, "/admin/sign-in"),
});
