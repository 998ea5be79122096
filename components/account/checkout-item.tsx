import { getTranslations } from "next-intl/server";
import { TariffLink } from "@/components/account/tariff-link";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatDayRange, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { CheckoutView } from "@/lib/orders/checkout";

type CheckoutItemProps = { checkout: CheckoutView; locale: Locale; now: string; maskedPhone: string };

/** What is bought: price, tokens, from when to when, and what happens afterwards. */
export async function CheckoutItem({ checkout, locale, now, maskedPhone }: CheckoutItemProps) {
  const t = await getTranslations("checkout");
  const { validity, unitPriceFen, unitTokens, kind } = checkout;
  const content = (tokens: number) => formatTokens(tokens, locale, { style: "content" });
  return (
    <Card aria-labelledby="item">
      <div className="flex items-baseline justify-between gap-4 text-lg/7 font-semibold tabular-nums">
        <h2 id="item">{checkout.name[locale]}</h2>
        <span className="whitespace-nowrap">{formatYuan(checkout.amountFen)}</span>
      </div>
      <p className="mb-4 text-md text-ink-2">
        {t("quota", { tokens: content(checkout.quotaTokens), models: checkout.models })}
      </p>
      <DefinitionList
        items={[
          ...(kind === "payg"
            ? [
                {
                  key: "unit",
                  term: t("unitPrice"),
                  value: t("unitPriceValue", { price: formatYuan(unitPriceFen), tokens: content(unitTokens) }),
                },
              ]
            : []),
          { key: "starts", term: t("starts"), value: t("startsValue") },
          {
            key: "validity",
            term: t("validity"),
            value: formatDayRange(validity.startsAt, lastUsableDay(validity.expiresAt), locale, now),
          },
          { key: "afterwards", term: t("afterwards"), value: t("afterwardsValue") },
          { key: "account", term: t("account"), value: maskedPhone },
          {
            key: "tariff",
            term: t("tariff"),
            value: <TariffLink tariffNumber={checkout.tariffNumber} locale={locale} />,
          },
        ]}
      />
    </Card>
  );
}
