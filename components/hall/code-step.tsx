import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { SubmitButton } from "@/components/ui/submit-button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import type { ErrorCode } from "@/lib/errors/error-table";
import type { FormError } from "@/lib/http/form-error";
import { KeepTyped } from "./keep-typed";
import { ResendButton } from "./resend-button";

const SENDING_ERRORS: readonly ErrorCode[] = ["CODE_TOO_SOON", "CODE_LIMIT_REACHED"];
const CODE_ERRORS: readonly ErrorCode[] = ["CODE_WRONG", "CODE_EXPIRED", "CODE_TRIES_USED", "INVALID_INPUT"];

type CodeStepProps = {
  phone: string;
  maskedPhone: string;
  next: string | undefined;
  error: FormError | null;
  waitSeconds: number;
  hrefs: { phoneStep: string; terms: string; privacy: string; outbox: string | null };
};

/** Second step of signing in: the code, and the consents of a first sign-in. Native forms; only the countdown is a script. */
export async function CodeStep({ phone, maskedPhone, next, error, waitSeconds, hrefs }: CodeStepProps) {
  const t = await getTranslations("signin");
  const codeError = error && CODE_ERRORS.includes(error.code) ? error.sentence : undefined;
  const wasSending = error !== null && SENDING_ERRORS.includes(error.code);
  const hidden = (
    <>
      <input type="hidden" name="phone" value={phone} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
    </>
  );
  const document = (href: string) =>
    function DocumentLink(words: ReactNode) {
      return (
        <TextLink look="inline" href={href} target="_blank">
          {words}
        </TextLink>
      );
    };
  return (
    <div className="grid gap-5">
      <p className="text-md text-ink-2">
        {t("sentTo", { phone: maskedPhone })}{" "}
        <TextLink look="inline" href={hrefs.phoneStep} className="whitespace-nowrap">
          {t("changePhone")}
        </TextLink>
      </p>
      {codeError === undefined && <FormErrorNote error={error} title={wasSending ? t("notSent") : t("failed")} />}
      <form method="post" action="/api/sign-in" className="grid gap-5">
        {hidden}
        <KeepTyped names={["code"]} restore={error?.code === "CONSENT_REQUIRED"} />
        <Field id="code" label={t("code")} hint={t("codeHint")} error={codeError}>
          {(control) => (
            <Input
              {...control}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={7}
              pattern="[0-9]{3} ?[0-9]{3}"
              title={t("codePattern")}
            />
          )}
        </Field>
        <Checkbox
          name="consent"
          label={t.rich("consent", { terms: document(hrefs.terms), privacy: document(hrefs.privacy) })}
          detail={t("consentDetail")}
          aria-invalid={error?.code === "CONSENT_REQUIRED" || undefined}
        />
        <SubmitButton variant="primary" size="lg" block busyLabel={t("signingIn")}>
          {t("signIn")}
        </SubmitButton>
      </form>
      <form method="post" action="/api/sign-in/code" className="justify-self-center">
        {hidden}
        <ResendButton
          waitSeconds={waitSeconds}
          label={t("resend")}
          waitingLabel={t("resendIn", { seconds: "{seconds}" })}
        />
      </form>
      {hrefs.outbox !== null && (
        <Note>
          <TextLink look="inline" href={hrefs.outbox} target="_blank" prefetch={false}>
            {t("outbox")}
          </TextLink>
        </Note>
      )}
    </div>
  );
}
