import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { LinkButton } from "@/components/ui/link-button";
import type { PackOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatUnitPrice, formatYuan } from "@/lib/i18n/format-money";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";

type WalletShopProps = { packs: readonly PackOnSale[]; payAsYouGo: PackOnSale | null; locale: Locale };

/** Tokens to be had without a plan: packs and pay as you go, each with price, unit price and validity. */
export async function WalletShop({ packs, payAsYouGo, locale }: WalletShopProps) {
  const t = await getTranslations("wallet.shop");
  const offers = [...packs, ...(payAsYouGo ? [payAsYouGo] : [])];
  return (
    <Card aria-labelledby="shop-title" id="shop">
      <CardHead titleId="shop-title" title={t("title")} className="mb-1" />
      <p className="mb-3 text-md text-ink-2">{t("detail")}</p>
      <ul>
        {offers.map((offer) => {
          const { priceFen, quotaTokens, validDays } = offer.current;
          const isPayg = offer.kind === "payg";
          const price = formatYuan(priceFen, "card");
          const name = offer.name[locale];
          const tokens = formatTokens(quotaTokens, locale, { style: "content" });
          return (
            <li
              key={offer.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line py-3.5 first:border-t-0 last:pb-0"
            >
              <div className="min-w-0 flex-1 basis-40">
                <h3 className="text-[0.9375rem]/6 font-semibold">{name}</h3>
                <p className="text-sm text-ink-3">
                  {isPayg ? `${t("paygDetail", { price, tokens })} · ` : null}
                  {t("unit", { price: formatUnitPrice(priceFen, quotaTokens) })} · {t("valid", { days: validDays })}
                </p>
              </div>
              <LinkButton
                size="sm"
                variant="secondary"
                href={localePath(locale, `/checkout/${offer.kind}/${offer.code}`)}
                aria-label={t("buyLabel", { name, price })}
              >
                {isPayg ? t("paygBuy", { price }) : t("buy", { price })}
              </LinkButton>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
