import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { firstRun } from "@/components/account/first-run";
import { FirstRunCard } from "@/components/account/first-run-card";
import { OverviewBoard } from "@/components/account/overview-board";
import { OverviewFreshness } from "@/components/account/overview-freshness";
import { OverviewSkeleton } from "@/components/account/overview-skeleton";
import { overviewSpan } from "@/components/account/overview-span";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { getAccount } from "@/lib/accounts/get-account";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { env } from "@/lib/env/env";
import { customerPage } from "@/lib/http/customer-page";
import type { RequestContext } from "@/lib/http/request-context";
import { getOverview } from "@/lib/overview/get-overview";
import { isPaymentAvailable } from "@/lib/payments/payment-provider";
import { getRunningSubscription } from "@/lib/subscriptions/get-running-subscription";
import { shanghaiDay } from "@/lib/time/calendar";
import { findUsageDays } from "@/lib/usage/find-usage-days";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

/** How much is left, how long it lasts, and what a program needs to spend it. */
export default async function OverviewPage() {
  const ctx = await customerPage("/account");
  const t = await getTranslations("account");
  return (
    <Suspense
      fallback={
        <>
          <PageHead title={t("title")} />
          <OverviewSkeleton label={t("loading")} />
        </>
      }
    >
      <Overview ctx={ctx} />
    </Suspense>
  );
}

async function Overview({ ctx }: { ctx: RequestContext }) {
  const t = await getTranslations("account");
  const locale = await getLocale();
  const [overview, subscription, catalogue, account] = await Promise.all([
    getOverview(ctx),
    getRunningSubscription(ctx),
    getCatalogue(ctx.now),
    getAccount(ctx),
  ]);
  const now = overview.at;
  const span = overviewSpan(subscription?.periods[0]?.startsAt ?? null, now);
  const usage = span.kind === "days" ? overview.days : await findUsageDays(ctx, { from: span.from, to: span.to });
  const today = overview.days.filter((row) => row.day === shanghaiDay(ctx.now));
  const tokensUsedToday = today.reduce((sum, row) => sum + row.planTokens, 0);
  const canBuy = isPaymentAvailable();
  const run = firstRun({
    hasTokens: overview.buckets.length > 0,
    hasKey: overview.keys.length > 0,
    daysOfData: overview.rate.daysOfData,
    tokensUsedToday,
    callsToday: today.reduce((sum, row) => sum + row.requests, 0),
  });
  const { at, buckets, days, keys } = overview;

  return (
    <>
      <PageHead
        title={t("title")}
        aside={
          <QueryProvider>
            <OverviewFreshness
              figures={{ at, buckets, days, keys }}
              isWaiting={run?.isWaiting ?? false}
              locale={locale}
              words={{
                updated: t("fresh.updated", { instant: "{instant}" }),
                stale: t("fresh.stale", { instant: "{instant}" }),
                offline: t("fresh.offline", { instant: "{instant}" }),
                retry: t("fresh.retry"),
              }}
            />
          </QueryProvider>
        }
      />
      {run && (
        <div className="mb-4 tablet:mb-6">
          <FirstRunCard
            run={run}
            maskedPhone={account.maskedPhone}
            tokensUsed={tokensUsedToday}
            canBuy={canBuy}
            locale={locale}
          />
        </div>
      )}
      <OverviewBoard
        buckets={buckets}
        rate={overview.rate}
        span={span}
        usage={usage}
        keys={keys}
        subscription={subscription}
        catalogue={catalogue}
        baseUrl={`${env().PUBLIC_GATEWAY_URL}/v1`}
        canBuy={canBuy}
        isNew={run !== null && buckets.length === 0}
        isStarting={run !== null && run.done < run.steps.length}
        locale={locale}
        now={now}
      />
    </>
  );
}
