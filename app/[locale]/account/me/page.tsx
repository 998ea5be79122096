import { ChevronRight, FileText, Repeat, ShieldCheck, Store } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { PageHead } from "@/components/ui/page-head";
import { themeOf, THEME_COOKIE } from "@/components/ui/theme";
import { ThemeChoice } from "@/components/ui/theme-choice";
import { getViewer } from "@/lib/auth/get-viewer";
import { customerPage } from "@/lib/http/customer-page";
import { localePath } from "@/lib/i18n/navigation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.account");
  return { title: t("me") };
}

/** Who is signed in, what has no tab of its own on a phone, language and appearance, and the way out. */
export default async function MePage() {
  await customerPage("/account/me");
  const locale = await getLocale();
  const t = await getTranslations("shell");
  const viewer = await getViewer();
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const places = [
    { href: "/account/subscriptions", label: t("account.subscriptions"), icon: Repeat },
    { href: "/account/orders", label: t("account.orders"), icon: FileText },
    { href: "/account/security", label: t("account.security"), icon: ShieldCheck },
    { href: "/plans", label: t("account.hall"), icon: Store },
  ];

  return (
    <div className="max-w-140">
      <PageHead title={t("account.me")} />
      <div className="grid gap-4">
        {viewer?.kind === "customer" && (
          <Card as="div" className="flex items-center gap-4">
            <span
              aria-hidden="true"
              className="grid size-12 flex-none place-items-center rounded-full bg-accent-soft text-lg font-semibold text-accent-ink"
            >
              {Array.from(viewer.name)[0]}
            </span>
            <span className="min-w-0">
              <b className="block truncate font-semibold">{viewer.name}</b>
              <span className="text-md text-ink-2">{viewer.maskedPhone}</span>
            </span>
          </Card>
        )}
        <Card as="div" padding="none">
          <ul>
            {places.map((place) => (
              <li key={place.href} className="not-last:border-b not-last:border-line">
                <Link
                  href={localePath(locale, place.href)}
                  className="flex min-h-14 items-center gap-3 px-4 text-[0.9375rem] text-ink hover:bg-sunken tablet:px-6"
                >
                  <Icon of={place.icon} className="text-ink-2" />
                  <span className="flex-1">{place.label}</span>
                  <Icon of={ChevronRight} size={18} className="text-ink-3" />
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <Card as="div" className="grid gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="text-[0.9375rem]">{t("theme.label")}</span>
            <ThemeChoice
              chosen={theme}
              label={t("theme.label")}
              labels={{ system: t("theme.system"), light: t("theme.light"), dark: t("theme.dark") }}
            />
          </div>
          <div className="flex items-center justify-between gap-3">
            <span className="text-[0.9375rem]">{t("language.label")}</span>
            <LanguageSwitch to={locale === "en" ? "zh-CN" : "en"} className={buttonStyle({ variant: "secondary" })}>
              {t("language.switchTo")}
            </LanguageSwitch>
          </div>
        </Card>
        <form method="post" action="/api/sign-out">
          <Button type="submit" block>
            {t("account.signOut")}
          </Button>
        </form>
      </div>
    </div>
  );
}
