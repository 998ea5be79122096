import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { revokeSession, RevokeSessionInput } from "@/lib/sign-in/revoke-session";

export const POST = route({
  input: RevokeSessionInput,
  run: revokeSession,
  redirectTo: (_result, { locale }) => localePath(locale, "/account/security?done=one"),
});
