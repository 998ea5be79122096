import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import type { BucketView } from "@/lib/grants/bucket";
import { describeTokenMeter } from "@/lib/grants/describe-token-meter";
import { prepareTokenMeter } from "@/lib/grants/token-meter";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { toInstant } from "@/lib/time/calendar";
import type { SpendRate } from "@/lib/usage/usage";
import { scopeLabel } from "./scope-label";
import { TokenMeter } from "./token-meter";

type OverviewMeterCardProps = {
  buckets: readonly BucketView[];
  rate: SpendRate;
  models: readonly ModelOnSale[];
  locale: Locale;
  now: string;
  /** What to offer: nothing where no payment is possible. */
  offer: "pack" | "plan" | null;
};

/** How much is left and how long it lasts: the one figure of the page. */
export async function OverviewMeterCard({ buckets, rate, models, locale, now, offer }: OverviewMeterCardProps) {
  const t = await getTranslations("account.meter");
  const scope = await getTranslations("account.scope");
  const meterText = await getTranslations("meter");
  const meter = prepareTokenMeter({
    buckets,
    ratePerDayTokens: rate.tokensPerDay,
    daysOfData: rate.daysOfData,
    modelRates: rate.modelRates,
    now: toInstant(now),
  });
  const text = describeTokenMeter(meter, {
    locale,
    t: meterText,
    scopeLabel: (patterns) => scopeLabel(patterns, models, locale, scope),
  });
  return (
    <Card aria-label={t("title")} className="pb-2 tablet:pb-2">
      <TokenMeter
        meter={text}
        actions={
          offer && (
            <LinkButton variant="primary" href={localePath(locale, offer === "pack" ? "/plans#packs" : "/plans")}>
              <Icon of={Plus} size={18} strokeWidth={2} />
              {offer === "pack" ? t("buyPack") : t("buyPlan")}
            </LinkButton>
          )
        }
      />
    </Card>
  );
}
