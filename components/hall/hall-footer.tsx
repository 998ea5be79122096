import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { BrandLink } from "@/components/ui/brand-link";
import { classNames } from "@/components/ui/class-names";
import type { Brand } from "@/lib/env/brand";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { FRAME_WIDTH } from "./frame-width";

type HallFooterProps = { locale: Locale; brand: Brand; year: number };

/** The footer: tariff disclosure first, help always in the same place. Only what exists is linked. */
export async function HallFooter({ locale, brand, year }: HallFooterProps) {
  const t = await getTranslations("shell.footer");
  const common = await getTranslations("common");
  const columns = [
    {
      title: t("tariffs"),
      links: [
        { path: "/tariffs", label: t("currentTariffs") },
        { path: "/tariffs#history", label: t("tariffHistory") },
        { path: "/models", label: t("weights") },
      ],
    },
    {
      title: t("buy"),
      links: [
        { path: "/plans", label: t("personalPlans") },
        { path: "/plans#business", label: t("developerPlans") },
        { path: "/plans#packs", label: t("packs") },
      ],
    },
    {
      title: t("developers"),
      links: [
        { path: "/docs/quickstart", label: t("quickstart") },
        { path: "/models", label: t("modelList") },
      ],
    },
  ];

  return (
    <footer className="border-t border-line bg-canvas pt-10 pb-8 text-md text-ink-2 tablet:pt-14 tablet:pb-10">
      <div className={classNames("mx-auto px-4 tablet:px-6", FRAME_WIDTH)}>
        <div className="grid grid-cols-2 gap-x-4 gap-y-6 tablet:grid-cols-[1.6fr_repeat(4,1fr)] tablet:gap-8">
          <div className="col-span-2 tablet:col-span-1">
            <BrandLink
              href={localePath(locale, "/")}
              name={brand.name[locale]}
              hall={common("productName")}
              logo={brand.logo}
              className="tablet:-mt-2.75 tablet:mb-1"
            />
            <p className="max-w-[30ch]">{t("promise")}</p>
          </div>
          {columns.map((column) => (
            <nav key={column.title} aria-label={column.title}>
              <h2 className="mb-2 text-md font-semibold text-ink">{column.title}</h2>
              <ul>
                {column.links.map((link) => (
                  <li key={link.label}>
                    <Link
                      href={localePath(locale, link.path)}
                      className="inline-block py-2.75 underline-offset-3 hover:underline tablet:py-1.25"
                    >
                      {link.label}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
          <section aria-labelledby="footer-help">
            <h2 id="footer-help" className="mb-2 text-md font-semibold text-ink">
              {t("help")}
            </h2>
            <p className="py-1.25">
              <Link
                href={localePath(locale, "/terms")}
                className="inline-block py-1.5 underline-offset-3 hover:underline tablet:py-0"
              >
                {t("terms")}
              </Link>
            </p>
            <p className="py-1.25">
              <Link
                href={localePath(locale, "/privacy")}
                className="inline-block py-1.5 underline-offset-3 hover:underline tablet:py-0"
              >
                {t("privacy")}
              </Link>
            </p>
            <p className="py-1.25">{t("serviceLine", { line: brand.serviceLine })}</p>
            <p className="py-1.25">{t("complaint")}</p>
          </section>
        </div>
        <p className="mt-10 border-t border-line pt-6 text-sm text-ink-3">
          {t("owner", { year: String(year), brand: brand.name[locale], licence: brand.licence[locale] })}
        </p>
      </div>
    </footer>
  );
}
