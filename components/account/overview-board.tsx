import type { Catalogue } from "@/lib/catalogue/catalogue";
import { offersOnSale, referenceModel } from "@/lib/catalogue/offers-on-sale";
import type { BucketView } from "@/lib/grants/bucket";
import { lastUsableDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { KeyView } from "@/lib/keys/key-view";
import type { SubscriptionView } from "@/lib/subscriptions/subscription";
import type { SpendRate, UsageDay } from "@/lib/usage/usage";
import { OverviewAccessCard } from "./overview-access-card";
import { OverviewCapabilityCard } from "./overview-capability-card";
import { OverviewMeterCard } from "./overview-meter-card";
import type { OverviewSpan } from "./overview-span";
import { OverviewSubscriptionCard } from "./overview-subscription-card";
import { OverviewUsageCard } from "./overview-usage-card";

type OverviewBoardProps = {
  /** Live buckets in burn-down order. */
  buckets: readonly BucketView[];
  rate: SpendRate;
  span: OverviewSpan;
  usage: readonly UsageDay[];
  keys: readonly KeyView[];
  subscription: SubscriptionView | null;
  catalogue: Catalogue;
  baseUrl: string;
  canBuy: boolean;
  /** Nothing was ever bought: the first steps above say what to do, and what would be empty is left out. */
  isNew: boolean;
  /** The first steps above hold the page's one primary action. */
  isStarting: boolean;
  locale: Locale;
  now: string;
};

/** The overview's cards. On a phone: meter, chart, plan, access, what it can do. */
export function OverviewBoard({
  buckets,
  rate,
  span,
  usage,
  keys,
  subscription,
  catalogue,
  baseUrl,
  canBuy,
  isNew,
  isStarting,
  locale,
  now,
}: OverviewBoardProps) {
  const { models, tasks } = offersOnSale(catalogue);
  const model = referenceModel(models);
  const seen = { locale, now };
  const lastDay = span.kind === "period" && subscription ? lastUsableDay(subscription.endsAt) : span.to;
  const period = subscription?.periods[0];
  const periodBucket =
    period && buckets.find((bucket) => bucket.source === "plan" && bucket.startsAt === period.startsAt);
  const offer = buckets.length > 0 || subscription ? "pack" : "plan";
  const meter = (
    <OverviewMeterCard
      {...seen}
      buckets={buckets}
      rate={rate}
      models={models}
      offer={canBuy && !isStarting ? offer : null}
    />
  );
  const access = model && <OverviewAccessCard {...seen} baseUrl={baseUrl} model={model.code} keys={keys} />;
  if (isNew) {
    return (
      <div className="grid gap-4 tablet:gap-6">
        {meter}
        {access}
      </div>
    );
  }
  return (
    <>
      {meter}
      <div className="mt-4 grid gap-4 tablet:mt-6 tablet:gap-6 desk:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)] desk:items-start">
        <div className="contents desk:grid desk:gap-6">
          <div className="order-1 min-w-0">
            <OverviewUsageCard {...seen} span={span} usage={usage} rate={rate} lastDay={lastDay} />
          </div>
          <div className="order-3 min-w-0">{access}</div>
        </div>
        <div className="contents desk:grid desk:gap-6">
          <div className="order-2 min-w-0">
            <OverviewSubscriptionCard
              {...seen}
              subscription={subscription}
              periodTokens={periodBucket?.grantedTokens ?? null}
              canBuy={canBuy}
            />
          </div>
          {model && (
            <div className="order-4 min-w-0 empty:hidden">
              <OverviewCapabilityCard buckets={buckets} model={model} tasks={tasks} locale={locale} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
