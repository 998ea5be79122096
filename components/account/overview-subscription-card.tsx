import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Figure } from "@/components/ui/figure";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { formatYuan } from "@/lib/i18n/format-money";
import { daysLeft, formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { SubscriptionView } from "@/lib/subscriptions/subscription";

type OverviewSubscriptionCardProps = {
  subscription: SubscriptionView | null;
  /** What the running period granted; null when its bucket is not at hand. */
  periodTokens: number | null;
  canBuy: boolean;
  locale: Locale;
  now: string;
};

/** Which plan runs, until when, at what price, and what happens then. */
export async function OverviewSubscriptionCard({
  subscription,
  periodTokens,
  canBuy,
  locale,
  now,
}: OverviewSubscriptionCardProps) {
  const t = await getTranslations("account.subscription");
  const period = subscription?.periods[0];
  if (!subscription || !period) {
    return (
      <Card aria-labelledby="plan-title">
        <CardHead titleId="plan-title" title={t("none")} className="mb-1" />
        <p className="text-md text-ink-2">{t("noneDetail")}</p>
        {canBuy && (
          <LinkButton block href={localePath(locale, "/plans")} className="mt-4">
            {t("seePlans")}
          </LinkButton>
        )}
      </Card>
    );
  }
  const price = formatYuan(period.priceFen);
  const name = subscription.name[locale];
  return (
    <Card aria-labelledby="plan-title">
      <CardHead
        titleId="plan-title"
        title={t("title")}
        aside={<Badge tone="ok">{t("running")}</Badge>}
        className="mb-3"
      />
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Figure value={t("until", { day: formatDay(lastUsableDay(subscription.endsAt), locale, now) })} />
        <Figure size="sm" value={price} />
      </div>
      <p className="text-sm text-ink-3">{t("left", { days: daysLeft(subscription.endsAt, now) })}</p>
      <div className="mt-3 grid gap-2 text-md text-ink-2">
        <p>
          {periodTokens === null
            ? t("keptPlain", { name, price })
            : t("kept", { name, price, tokens: formatTokens(periodTokens, locale, { style: "content" }) })}
        </p>
        <p>{subscription.autoRenew ? t("renewOn") : t("renewOff")}</p>
      </div>
      <TextLink look="onward" className="mt-3" href={localePath(locale, "/account/subscriptions")}>
        {t("more")}
      </TextLink>
    </Card>
  );
}
