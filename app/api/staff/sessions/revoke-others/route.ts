import { z } from "zod";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeStaffSessions } from "@/lib/staff/revoke-staff-sessions";

export const POST = route({
  input: z.strictObject({}),
  run: (ctx) => revokeStaffSessions(ctx, { which: "others" }),
  redirectTo: (_result, { locale }) => localePath(locale, "/admin/security?done=others"),
});
