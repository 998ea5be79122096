import { ownPath } from "@/lib/auth/own-path";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { signInStaff, SignInStaffInput } from "@/lib/staff/sign-in-staff";

export const POST = route({
  input: SignInStaffInput,
  run: signInStaff,
  headers: (signedIn) => ({ "set-cookie": signedIn.setCookie }),
  present: ({ staffId }) => ({ staffId }),
  redirectTo: ({ next }, { locale }) => ownPath(next, localePath(locale, "/admin")),
});
