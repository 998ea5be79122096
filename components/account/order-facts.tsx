import { getTranslations } from "next-intl/server";
import { TariffLink } from "@/components/account/tariff-link";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatDayRange, formatInstant, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { OrderView } from "@/lib/orders/order";

type OrderFactsProps = { order: OrderView; locale: Locale; now: string };

/** What was promised with the order. */
export async function OrderFacts({ order, locale, now }: OrderFactsProps) {
  const t = await getTranslations("orders.field");
  const promised = order.validDays === null ? t("validityPlan") : t("validityDays", { days: order.validDays });
  const items = [
    { key: "item", term: t("item"), value: order.name[locale] },
    ...(order.kind === "payg"
      ? [
          {
            key: "quantity",
            term: t("quantity"),
            value: t("quantityValue", { count: order.quantity, price: formatYuan(order.unitPriceFen) }),
          },
        ]
      : []),
    { key: "tokens", term: t("tokens"), value: formatTokens(order.quotaTokens, locale, { style: "content" }) },
    { key: "price", term: t("price"), value: formatYuan(order.amountFen) },
    {
      key: "validity",
      term: t("validity"),
      value: order.validity
        ? formatDayRange(order.validity.startsAt, lastUsableDay(order.validity.expiresAt), locale, now)
        : promised,
    },
    {
      key: "tariff",
      term: t("tariff"),
      value: <TariffLink tariffNumber={order.tariffNumber} locale={locale} />,
    },
    { key: "placed", term: t("placed"), value: formatInstant(order.createdAt, locale, now) },
    ...(order.kind === "plan" && !order.autoRenew
      ? [{ key: "renewal", term: t("renewal"), value: t("renewalNo") }]
      : []),
  ];
  return (
    <>
      <DefinitionList items={items} />
      {order.autoRenewTerms !== null && (
        <div className="mt-4 border-t border-line pt-3 text-sm text-ink-2">
          <p className="font-semibold text-ink">{t("renewalTerms")}</p>
          <p>{order.autoRenewTerms}</p>
        </div>
      )}
    </>
  );
}
