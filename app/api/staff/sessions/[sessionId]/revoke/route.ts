import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeStaffSession, RevokeStaffSessionInput } from "@/lib/staff/revoke-staff-session";

export const POST = route({
  input: RevokeStaffSessionInput,
  run: revokeStaffSession,
  redirectTo: (_result, { locale }) => localePath(locale, "/admin/security?done=one"),
});
