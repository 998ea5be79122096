import {
  ChartNoAxesColumn,
  FileText,
  House,
  KeyRound,
  Repeat,
  ShieldCheck,
  User,
  Wallet,
  type LucideIcon,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/auth/viewer";
import type { Brand } from "@/lib/env/brand";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { BrandLink } from "@/components/ui/brand-link";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { NavLink } from "@/components/ui/nav-link";

// Between a phone and a desk the side bar is a rail of icons; their names stay for screen readers.
const RAIL_TEXT = "max-desk:sr-only";

type MenuEntry = { href: string; label: string; icon: LucideIcon; match?: "exact"; also?: readonly string[] };

type AccountShellProps = {
  locale: Locale;
  brand: Brand;
  viewer: Extract<Viewer, { kind: "customer" }> | null;
  children: ReactNode;
};

/** The customer's frame: a side bar at a desk, a top bar and five tabs on a phone. */
export async function AccountShell({ locale, brand, viewer, children }: AccountShellProps) {
  const t = await getTranslations("shell.account");
  const common = await getTranslations("common");
  const to = (path: string) => localePath(locale, `/account${path}`);
  const overview: MenuEntry = { href: to(""), label: t("overview"), icon: House, match: "exact" };
  const usage: MenuEntry = { href: to("/usage"), label: t("usage"), icon: ChartNoAxesColumn };
  const wallet = { href: to("/wallet"), label: t("wallet"), icon: Wallet };
  const subscriptions = { href: to("/subscriptions"), label: t("subscriptions"), icon: Repeat };
  const orders = { href: to("/orders"), label: t("orders"), icon: FileText };
  const keys = { href: to("/keys"), label: t("keys"), icon: KeyRound };
  const security = { href: to("/security"), label: t("security"), icon: ShieldCheck };
  const groups: MenuEntry[][] = [[overview, usage, wallet, subscriptions, orders], [keys], [security]];
  const me: MenuEntry = {
    href: to("/me"),
    label: t("me"),
    icon: User,
    also: [subscriptions.href, orders.href, security.href],
  };
  const tabs: MenuEntry[] = [overview, usage, wallet, { ...keys, label: t("keysShort") }, me];

  return (
    <div className="min-h-dvh print:block! tablet:grid tablet:grid-cols-[68px_minmax(0,1fr)] desk:grid-cols-[232px_minmax(0,1fr)] desk:has-[dialog[data-side-panel=detail][open]]:pe-100">
      <aside
        data-print="hide"
        className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e border-line bg-surface px-3 py-5 tablet:flex"
      >
        <BrandLink
          href={localePath(locale, "/")}
          name={brand.name[locale]}
          hall={common("productName")}
          logo={brand.logo}
          narrow
          namesClassName={RAIL_TEXT}
          className="mb-3 px-2"
        />
        <nav aria-label={t("nav")} className="mt-1">
          {groups.map((group) => (
            <ul key={group[0]?.href} className="not-first:mt-3 not-first:border-t not-first:border-line not-first:pt-3">
              {group.map((item) => (
                <li key={item.href}>
                  <NavLink
                    href={item.href}
                    match={item.match ?? "section"}
                    className="flex min-h-10 items-center gap-3 rounded-compact px-3 text-md text-ink-2 hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink"
                  >
                    <Icon of={item.icon} size={18} />
                    <span className={RAIL_TEXT}>{item.label}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        {viewer && (
          <NavLink
            href={to("/me")}
            className="mt-auto flex items-center gap-3 rounded-compact px-1.5 py-2 desk:px-3 text-xs text-ink hover:bg-sunken aria-[current=page]:bg-accent-soft"
          >
            <span
              aria-hidden="true"
              className="grid size-8 flex-none place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-ink"
            >
              {Array.from(viewer.name)[0]}
            </span>
            <span className={classNames("min-w-0", RAIL_TEXT)}>
              <b className="block truncate font-semibold">{viewer.name}</b>
              <span className="block text-ink-2">{viewer.maskedPhone}</span>
            </span>
          </NavLink>
        )}
      </aside>
      <header className="sticky top-0 z-10 flex h-14 items-center border-b border-line bg-surface px-4 tablet:hidden">
        <BrandLink
          href={localePath(locale, "/")}
          name={brand.name[locale]}
          hall={common("productName")}
          logo={brand.logo}
        />
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 pt-2 pb-26 tablet:px-6 tablet:pt-8 tablet:pb-16 desk:px-10">
        <div className="mx-auto max-w-282">{children}</div>
      </main>
      <nav
        aria-label={t("tabs")}
        className="fixed inset-x-0 bottom-0 z-10 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] tablet:hidden"
      >
        {tabs.map((tab) => (
          <NavLink
            key={tab.href}
            href={tab.href}
            match={tab.match ?? "section"}
            also={tab.also ?? []}
            className="relative flex h-14 flex-col items-center justify-center gap-0.75 text-xs/4 text-ink-2 before:absolute before:-top-px before:h-0.5 before:w-8 before:rounded-b-xs focus-visible:-outline-offset-2 aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink aria-[current=page]:before:bg-accent"
          >
            <Icon of={tab.icon} size={22} />
            {tab.label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
