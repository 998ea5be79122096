import { getTranslations } from "next-intl/server";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { SubmitButton } from "@/components/ui/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeepTyped } from "@/components/hall/keep-typed";
import type { FormError } from "@/lib/http/form-error";

type StaffSignInFormProps = { next: string | undefined; error: FormError | null };

/** Password and second factor in one native form; what was wrong is never said. */
export async function StaffSignInForm({ next, error }: StaffSignInFormProps) {
  const t = await getTranslations("staff.signIn");
  return (
    <form method="post" action="/api/staff/sign-in" className="grid gap-5">
      <FormErrorNote error={error} title={t("failed")} />
      <KeepTyped names={["email"]} restore={error !== null} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <Field id="email" label={t("email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required maxLength={200} />}
      </Field>
      <Field id="password" label={t("password")}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={500}
          />
        )}
      </Field>
      <Field id="code" label={t("code")} hint={t("codeHint")}>
        {(control) => <Input {...control} name="code" autoComplete="one-time-code" required maxLength={40} />}
      </Field>
      <SubmitButton variant="primary" size="lg" block busyLabel={t("busy")}>
        {t("submit")}
      </SubmitButton>
    </form>
  );
}
