import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/hall/code-step";
import { PhoneStep } from "@/components/hall/phone-step";
import { Card } from "@/components/ui/card";
import { Note } from "@/components/ui/note";
import { maskPhone, nationalPhone } from "@/lib/accounts/phone";
import { getViewer } from "@/lib/auth/get-viewer";
import { ownPath } from "@/lib/auth/own-path";
import { isDemo } from "@/lib/env/env";
import { formError } from "@/lib/http/form-error";
import { localePath } from "@/lib/i18n/navigation";
import { CODE_RESEND_SECONDS } from "@/lib/sign-in/one-time-code";
import { readSignInStep } from "@/lib/sign-in/sign-in-step";
import { systemMs } from "@/lib/time/clock";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signin");
  return { title: t("title") };
}

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Two steps on one page: the number, then the code that was sent to it. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("signin");
  const next = typeof query["next"] === "string" ? query["next"] : undefined;
  const viewer = await getViewer();
  if (viewer?.kind === "customer") redirect(ownPath(next, localePath(locale, "/account")));

  const step = readSignInStep(await headers());
  const onwards = next === undefined ? "" : `next=${encodeURIComponent(next)}`;
  const phoneStepHref = localePath(locale, `/sign-in${onwards && `?${onwards}`}`);
  const codeHref = localePath(locale, `/sign-in?step=code${onwards && `&${onwards}`}`);
  const error = formError(query, locale);
  const atCode = step !== null && query["step"] === "code";
  const waitedSeconds = step ? (systemMs() - step.sentAtMs) / 1000 : 0;

  return (
    <div className="bg-canvas">
      <div className="mx-auto max-w-116 px-4 py-8 tablet:py-16">
        <h1 className="text-[1.75rem]/10 font-bold tablet:text-3xl">{atCode ? t("codeTitle") : t("title")}</h1>
        {!atCode && <p className="mt-1 text-ink-2">{t("lead")}</p>}
        {query["signed-out"] === "all" && !atCode && (
          <Note tone="ok" title={t("signedOutAll")} announce="status" className="mt-5">
            {t("signedOutAllDetail")}
          </Note>
        )}
        <Card as="div" className="mt-5">
          {atCode ? (
            <CodeStep
              phone={nationalPhone(step.phone)}
              maskedPhone={maskPhone(step.phone)}
              next={next}
              error={error}
              waitSeconds={Math.max(0, Math.ceil(CODE_RESEND_SECONDS - waitedSeconds))}
              hrefs={{
                phoneStep: phoneStepHref,
                terms: localePath(locale, "/terms"),
                privacy: localePath(locale, "/privacy"),
                outbox: isDemo() ? `/sandbox/outbox?to=${nationalPhone(step.phone)}` : null,
              }}
            />
          ) : (
            <PhoneStep next={next} error={error} codeHref={step === null ? null : codeHref} />
          )}
        </Card>
      </div>
    </div>
  );
}
