import { z } from "zod";
import { clearedSessionCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeStaffSessions } from "@/lib/staff/revoke-staff-sessions";

export const POST = route({
  input: z.strictObject({}),
  run: (ctx) => revokeStaffSessions(ctx, { which: "all" }),
  headers: () => ({ "set-cookie": clearedSessionCookie("staff") }),
  redirectTo: (_result, { locale }) => localePath(locale, "/admin/sign-in?signed-out=all"),
});
