import { getTranslations } from "next-intl/server";
import { TariffLink } from "@/components/account/tariff-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { DefinitionList } from "@/components/ui/definition-list";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { formatYuan } from "@/lib/i18n/format-money";
import { daysLeft, formatDay, formatDayRange, lastUsableDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { SubscriptionView } from "@/lib/subscriptions/subscription";

type SubscriptionCardProps = { subscription: SubscriptionView; locale: Locale; now: string };

/** One subscription: its present period, when it ends, and what happens then. */
export async function SubscriptionCard({ subscription, locale, now }: SubscriptionCardProps) {
  const t = await getTranslations("subscriptions");
  const [period] = subscription.periods;
  const running = subscription.status === "active";
  const lastDay = formatDay(lastUsableDay(subscription.endsAt), locale, now);
  const items = period && [
    { key: "price", term: t("price"), value: t("perMonth", { price: formatYuan(period.priceFen) }) },
    {
      key: "period",
      term: t("period"),
      value: formatDayRange(period.startsAt, lastUsableDay(period.endsAt), locale, now),
    },
    ...(running
      ? [{ key: "ends", term: t("ends"), value: t("endsValue", { lastDay, days: daysLeft(subscription.endsAt, now) }) }]
      : []),
    {
      key: "tariff",
      term: t("tariff"),
      value: <TariffLink tariffNumber={period.tariffNumber} locale={locale} />,
    },
    {
      key: "order",
      term: t("order"),
      value: (
        <TextLink
          look="inline"
          className="font-mono text-sm"
          href={localePath(locale, `/account/orders/${period.orderNumber}`)}
        >
          {period.orderNumber}
        </TextLink>
      ),
    },
  ];
  return (
    <Card aria-labelledby={subscription.id}>
      <CardHead
        titleId={subscription.id}
        title={subscription.name[locale]}
        level={running ? "h2" : "h3"}
        aside={<Badge tone={running ? "ok" : "plain"}>{running ? t("running") : t("ended")}</Badge>}
      />
      {items && <DefinitionList items={items} />}
      {running && (
        <Note className="mt-4 text-sm" title={t("renewal")}>
          <p>{subscription.autoRenew ? t("renewalOn", { lastDay }) : t("renewalOff")}</p>
          <p>{t("afterEnd")}</p>
        </Note>
      )}
    </Card>
  );
}
