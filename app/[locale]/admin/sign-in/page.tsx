import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { StaffSignInForm } from "@/components/admin/staff-sign-in-form";
import { BrandLink } from "@/components/ui/brand-link";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { getViewer } from "@/lib/auth/get-viewer";
import { ownPath } from "@/lib/auth/own-path";
import { brand } from "@/lib/env/brand";
import { isDemo } from "@/lib/env/env";
import { formError } from "@/lib/http/form-error";
import { localePath } from "@/lib/i18n/navigation";

const DEMO_MEMBER = "analyst@demo.local";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.signIn");
  return { title: t("title"), robots: { index: false } };
}

type StaffSignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The staff's door: no shell around it, because nobody is inside yet. */
export default async function StaffSignInPage({ searchParams }: StaffSignInPageProps) {
  const query = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("staff.signIn");
  const common = await getTranslations("common");
  const shell = await getTranslations("shell");
  const next = typeof query["next"] === "string" ? query["next"] : undefined;
  const viewer = await getViewer();
  if (viewer?.kind === "staff") redirect(ownPath(next, localePath(locale, "/admin")));

  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex h-14 items-center justify-between border-b border-line bg-surface ps-4 pe-3 tablet:px-6">
        <BrandLink
          href={localePath(locale, "/")}
          name={brand().name[locale]}
          hall={common("productName")}
          logo={brand().logo}
        />
        <LanguageSwitch to={locale === "en" ? "zh-CN" : "en"} className={buttonStyle({ variant: "ghost", size: "sm" })}>
          {shell("language.switchTo")}
        </LanguageSwitch>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-110 flex-1 px-4 py-8 tablet:py-14">
        <h1 className="text-2xl font-semibold">{t("title")}</h1>
        <p className="mt-1 text-md text-ink-2">{t("lead")}</p>
        {query["signed-out"] === "all" && (
          <Note tone="ok" title={t("signedOutAll")} announce="status" className="mt-4" />
        )}
        <Card as="div" className="mt-4">
          <StaffSignInForm next={next} error={formError(query, locale)} />
        </Card>
        {isDemo() && (
          <Note className="mt-4">
            <TextLink look="inline" href={`/sandbox/totp?email=${DEMO_MEMBER}`} target="_blank" prefetch={false}>
              {t("demo")}
            </TextLink>
          </Note>
        )}
      </main>
    </div>
  );
}
