import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/auth/viewer";
import type { Brand } from "@/lib/env/brand";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { BrandLink } from "@/components/ui/brand-link";
import { buttonStyle } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { LinkButton } from "@/components/ui/link-button";
import { NavLink } from "@/components/ui/nav-link";
import { NavSheet } from "@/components/ui/nav-sheet";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import { FRAME_WIDTH } from "./frame-width";
import { HallFooter } from "./hall-footer";

export type HallShellProps = { locale: Locale; brand: Brand; viewer: Viewer; year: number; children: ReactNode };

/** The public pages' frame: header, content on white, footer. */
export async function HallShell({ locale, brand, viewer, year, children }: HallShellProps) {
  const t = await getTranslations("shell");
  const common = await getTranslations("common");
  const pages = [
    { href: localePath(locale, "/plans"), label: t("hall.plans") },
    { href: localePath(locale, "/models"), label: t("hall.models") },
    { href: localePath(locale, "/tariffs"), label: t("hall.tariffs") },
  ];
  const other: Locale = locale === "en" ? "zh-CN" : "en";
  const door = doorOf(viewer, locale, {
    signIn: t("hall.signIn"),
    account: t("hall.myAccount"),
    office: t("hall.backOffice"),
  });

  return (
    <div className="group/hall flex min-h-dvh flex-col bg-surface">
      <header className="sticky top-0 z-10 h-14 border-b border-line bg-surface tablet:h-18">
        <div
          className={classNames(
            "mx-auto flex h-full items-center justify-between gap-2 ps-4 pe-3 tablet:gap-6 tablet:px-6 desk:gap-10",
            FRAME_WIDTH,
          )}
        >
          <BrandLink
            href={localePath(locale, "/")}
            name={brand.name[locale]}
            hall={common("productName")}
            logo={brand.logo}
          />
          <nav aria-label={t("hall.nav")} className="hidden flex-1 gap-1 tablet:flex">
            {pages.map((page) => (
              <NavLink
                key={page.href}
                href={page.href}
                className="rounded-compact px-3 py-2.5 text-[0.9375rem]/6 whitespace-nowrap text-ink-2 hover:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {page.label}
              </NavLink>
            ))}
          </nav>
          <div className="hidden flex-none items-center gap-1 tablet:flex">
            <ThemeSwitch label={t("theme.toggle")} size="iconSm" />
            <LanguageSwitch to={other} className={classNames(buttonStyle({ variant: "ghost", size: "sm" }), "me-1")}>
              {t("language.switchTo")}
            </LanguageSwitch>
            <LinkButton href={door.href} size="sm" aria-label={door.description}>
              {door.label}
            </LinkButton>
          </div>
          <div className="flex flex-none items-center tablet:hidden">
            <LinkButton
              href={door.href}
              variant="ghost"
              aria-label={door.description}
              className="px-3 text-md font-medium text-ink"
            >
              {door.label}
            </LinkButton>
            <NavSheet openLabel={t("hall.menu")} closeLabel={common("close")} title={t("hall.menuTitle")}>
              <nav aria-label={t("hall.nav")} className="mt-2 grid">
                {pages.map((page) => (
                  <NavLink
                    key={page.href}
                    href={page.href}
                    className="flex min-h-12 items-center border-b border-line text-base text-ink aria-[current=page]:font-semibold"
                  >
                    {page.label}
                  </NavLink>
                ))}
              </nav>
              <div className="mt-4 flex items-center justify-between">
                <LanguageSwitch to={other} className={buttonStyle({ variant: "secondary" })}>
                  {t("language.switchTo")}
                </LanguageSwitch>
                <ThemeSwitch label={t("theme.toggle")} />
              </div>
            </NavSheet>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <HallFooter locale={locale} brand={brand} year={year} />
    </div>
  );
}

function doorOf(viewer: Viewer, locale: Locale, words: { signIn: string; account: string; office: string }) {
  if (viewer === null) return { href: localePath(locale, "/sign-in"), label: words.signIn, description: undefined };
  if (viewer.kind === "staff")
    return { href: localePath(locale, "/admin"), label: viewer.name, description: `${words.office} ${viewer.name}` };
  return {
    href: localePath(locale, "/account"),
    label: viewer.maskedPhone,
    description: `${words.account} ${viewer.maskedPhone}`,
  };
}
