import { route } from "@/lib/http/route";
import { localePath } from "@/lib/i18n/navigation";
import { sendCode, SendCodeInput } from "@/lib/sign-in/send-code";

export const POST = route({
  input: SendCodeInput,
  run: sendCode,
  headers: (sent) => ({ "set-cookie": sent.setCookie }),
  present: ({ resendAfterSeconds, validSeconds }) => ({ resendAfterSeconds, validSeconds }),
  redirectTo: ({ next }, { locale }) => {
    const onwards = next === undefined ? "" : `&next=${encodeURIComponent(next)}`;
    return localePath(locale, `/sign-in?step=code${onwards}`);
  },
});
