import { Cable, Eye, House, Inbox, Package, ShieldCheck, Tag, Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Permission, PERMISSIONS } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { Brand } from "@/lib/env/brand";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { BrandLink } from "@/components/ui/brand-link";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Icon } from "@/components/ui/icon";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { NavLink } from "@/components/ui/nav-link";
import { NavSheet } from "@/components/ui/nav-sheet";
import { ThemeSwitch } from "@/components/ui/theme-switch";

type AdminShellProps = {
  locale: Locale;
  brand: Brand;
  viewer: Extract<Viewer, { kind: "staff" }>;
  roleNames: readonly string[];
  children: ReactNode;
};

/** The staff's frame: a narrow rail and a low bar, text one size smaller. On a phone the rail is behind a menu button. */
export async function AdminShell({ locale, brand, viewer, roleNames, children }: AdminShellProps) {
  const t = await getTranslations("shell.admin");
  const shell = await getTranslations("shell");
  const common = await getTranslations("common");
  const to = (path: string) => localePath(locale, `/admin${path}`);
  // What a role may not open is not shown; the page itself refuses as well.
  const mayOpen = (permission: Permission) => {
    const allowed: readonly string[] = PERMISSIONS[permission];
    return viewer.roles.some((role) => allowed.includes(role));
  };
  const items = [
    { href: to(""), label: t("home"), icon: House, match: "exact" as const, needs: "dashboard:read" as const },
    { href: to("/pricing"), label: t("pricing"), icon: Tag, match: "section" as const, needs: "pricing:read" as const },
    {
      href: to("/catalogue"),
      label: t("catalogue"),
      icon: Package,
      match: "section" as const,
      needs: "catalogue:read" as const,
    },
    {
      href: to("/ingestion"),
      label: t("ingestion"),
      icon: Inbox,
      match: "section" as const,
      needs: "dead-letter:read" as const,
    },
    {
      href: to("/api-clients"),
      label: t("apiClients"),
      icon: Cable,
      match: "section" as const,
      needs: "api-client:read" as const,
    },
    { href: to("/roles"), label: t("roles"), icon: Users, match: "section" as const, needs: "role:read" as const },
    { href: to("/audit"), label: t("audit"), icon: Eye, match: "section" as const, needs: "audit:read" as const },
    {
      href: to("/security"),
      label: t("security"),
      icon: ShieldCheck,
      match: "section" as const,
      needs: "staff-session:revoke" as const,
    },
  ].filter((item) => mayOpen(item.needs));
  const menu = (rowStyle: string) =>
    items.map((item) => (
      <li key={item.href}>
        <NavLink
          href={item.href}
          match={item.match}
          className={`flex items-center gap-2.5 rounded-sm px-2.5 text-ink-2 hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink ${rowStyle}`}
        >
          <Icon of={item.icon} size={16} strokeWidth={2} />
          {item.label}
        </NavLink>
      </li>
    ));

  return (
    <div className="min-h-dvh text-sm tablet:grid tablet:grid-cols-[184px_minmax(0,1fr)]">
      <aside className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e border-line bg-surface px-2 py-2.5 tablet:flex">
        <BrandLink
          href={to("")}
          hall={common("productName")}
          logo={brand.logo}
          size={24}
          className="px-2 text-md tablet:gap-2 tablet:text-md"
        />
        <nav aria-label={t("nav")}>
          <ul className="mt-1 grid gap-0.5">{menu("min-h-8.5")}</ul>
        </nav>
        <div className="mt-auto px-2.5 py-2 text-xs">
          <b className="block font-semibold">{viewer.name}</b>
          <span className="text-ink-3">{roleNames.join(" · ")}</span>
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-10 flex h-12 flex-none items-center justify-between gap-2 border-b border-line bg-surface ps-4 pe-3 tablet:px-6">
          <BrandLink
            href={to("")}
            hall={common("productName")}
            logo={brand.logo}
            size={24}
            className="text-md tablet:hidden"
          />
          <NavLink
            href={localePath(locale, "/")}
            match="exact"
            className="hit-area hidden text-ink-2 hover:text-ink hover:underline tablet:inline"
          >
            {t("hall")}
          </NavLink>
          <div className="flex items-center gap-1">
            <ThemeSwitch label={shell("theme.toggle")} size="iconSm" />
            <LanguageSwitch
              to={locale === "en" ? "zh-CN" : "en"}
              className={buttonStyle({ variant: "ghost", size: "xs" })}
            >
              {shell("language.switchTo")}
            </LanguageSwitch>
            <SignOutForm label={t("signOut")} className="hidden tablet:block" />
            <div className="tablet:hidden">
              <NavSheet openLabel={t("menu")} closeLabel={common("close")} title={t("nav")}>
                <ul className="mt-2 grid">{menu("min-h-12 text-base")}</ul>
                <div className="mt-4 flex items-center justify-between border-t border-line pt-4 text-md">
                  <span>
                    <b className="block font-semibold">{viewer.name}</b>
                    <span className="text-ink-3">{roleNames.join(" · ")}</span>
                  </span>
                  <SignOutForm label={t("signOut")} />
                </div>
              </NavSheet>
            </div>
          </div>
        </header>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col px-4 py-5 tablet:px-6">
          {children}
        </main>
      </div>
    </div>
  );
}

function SignOutForm({ label, className }: { label: string; className?: string }) {
  return (
    <form method="post" action="/api/staff/sign-out" className={className}>
      <Button type="submit" variant="ghost" size="xs">
        {label}
      </Button>
    </form>
  );
}
