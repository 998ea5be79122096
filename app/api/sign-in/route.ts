import { ownPath } from "@/lib/auth/own-path";
import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { clearedSignInStepCookie } from "@/lib/sign-in/sign-in-step";
import { signIn, SignInInput } from "@/lib/sign-in/sign-in";

export const POST = route({
  input: SignInInput,
  run: signIn,
  headers: (signedIn) => [
    ["set-cookie", signedIn.setCookie],
    ["set-cookie", clearedSignInStepCookie()],
  ],
  present: ({ accountId, isNew }) => ({ accountId, isNew }),
  redirectTo: ({ next }, { locale }) => ownPath(next, localePath(locale, "/account")),
});
