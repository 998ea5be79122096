import { getTranslations } from "next-intl/server";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { SubmitButton } from "@/components/ui/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import type { FormError } from "@/lib/http/form-error";
import { KeepTyped } from "./keep-typed";

type PhoneStepProps = {
  next: string | undefined;
  error: FormError | null;
  /** Where a code that was sent before can be entered. */
  codeHref: string | null;
};

/** First step of signing in: which number. A native form, so that it works before any script does. */
export async function PhoneStep({ next, error, codeHref }: PhoneStepProps) {
  const t = await getTranslations("signin");
  const phoneError = error?.code === "PHONE_INVALID" ? error.sentence : undefined;
  return (
    <form method="post" action="/api/sign-in/code" className="grid gap-5">
      {phoneError === undefined && <FormErrorNote error={error} title={t("notSent")} />}
      <KeepTyped names={["phone"]} restore={error !== null} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <Field id="phone" label={t("phone")} hint={t("phoneHint")} error={phoneError}>
        {(control) => (
          <Input
            {...control}
            name="phone"
            type="tel"
            inputMode="numeric"
            autoComplete="tel-national"
            required
            maxLength={20}
            pattern="[\s\-+\(\)0-9]{11,20}"
            title={t("phoneHint")}
            prefix="+86"
          />
        )}
      </Field>
      <SubmitButton variant="primary" size="lg" block busyLabel={t("gettingCode")}>
        {t("getCode")}
      </SubmitButton>
      {codeHref !== null && (
        <TextLink href={codeHref} className="justify-self-center">
          {t("haveCode")}
        </TextLink>
      )}
    </form>
  );
}
