import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { OffersOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { localePath } from "@/lib/i18n/navigation";

type OfferRowProps = { offers: Pick<OffersOnSale, "packs" | "payAsYouGo">; id?: string };

/** Pay as you go and the packs: bought once, on their own or beside a plan. */
export async function OfferRow({ offers, id }: OfferRowProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.packs");
  const items = offers.payAsYouGo ? [offers.payAsYouGo, ...offers.packs] : offers.packs;
  if (items.length === 0) return null;
  return (
    <ul
      id={id}
      aria-label={t("label")}
      className="grid rounded-lg border border-line bg-surface tablet:auto-cols-fr tablet:grid-flow-col"
    >
      {items.map((item) => {
        const tokens = formatTokens(item.current.quotaTokens, locale);
        return (
          <li
            key={item.code}
            className="not-first:border-t not-first:border-line tablet:not-first:border-s tablet:not-first:border-t-0"
          >
            <Link
              href={localePath(locale, `/checkout/${item.kind}/${item.code}`)}
              className="flex h-full items-center justify-between gap-3 rounded-lg px-5 py-3.5 text-md hover:bg-canvas tablet:px-6 tablet:py-4.5"
            >
              <span className="min-w-0">
                <b className="font-semibold">{item.name[locale]}</b>
                <span className="block text-ink-3 tabular-nums">
                  {item.kind === "payg"
                    ? t("payg", { tokens, days: item.current.validDays })
                    : t("pack", { days: item.current.validDays })}
                </span>
              </span>
              <b className="font-semibold whitespace-nowrap tabular-nums">
                {formatYuan(item.current.priceFen, "card")}
              </b>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
