import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReceiptPanel } from "@/components/account/receipt-panel";
import { UsageCalls } from "@/components/account/usage-calls";
import { UsageChartCard } from "@/components/account/usage-chart-card";
import { UsageEmpty } from "@/components/account/usage-empty";
import { UsageFreshness } from "@/components/account/usage-freshness";
import { UsageRangeNote } from "@/components/account/usage-range-note";
import { UsageSummaryTable } from "@/components/account/usage-summary-table";
import { UsageTools } from "@/components/account/usage-tools";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { customerPage } from "@/lib/http/customer-page";
import { localePath } from "@/lib/i18n/navigation";
import { getRunningSubscription } from "@/lib/subscriptions/get-running-subscription";
import { shanghaiDay, toInstant } from "@/lib/time/calendar";
import { readUsageQuery, usageSearch } from "@/lib/usage/usage-query";
import { readUsagePage } from "./read-usage-page";
import { ReceiptOfCall } from "./receipt-of-call";

type UsagePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage");
  return { title: t("title") };
}

export default async function UsagePage({ searchParams }: UsagePageProps) {
  const params = await searchParams;
  const ctx = await customerPage(`/account/usage${addressOf(params)}`);
  const [subscription, locale] = await Promise.all([getRunningSubscription(ctx), getLocale()]);
  const t = await getTranslations("usage");
  const fresh = await getTranslations("usage.fresh");
  const today = shanghaiDay(ctx.now);
  const startsAt = subscription?.periods[0]?.startsAt;
  const periodFrom = startsAt === undefined ? null : shanghaiDay(toInstant(startsAt));
  const query = readUsageQuery(params, { today, periodFrom });
  const { report, list, count, modelNames, isNew } = await readUsagePage(ctx, query, locale);
  const path = localePath(locale, "/account/usage");
  const view = { report, query, locale, today };
  const pulse = {
    at: ctx.now.toISOString(),
    today,
    requests: report.calls.now,
    planTokens: report.planTokens.now,
  };
  // Templates: the browser fills in when it last read.
  const words = {
    updated: fresh("updated", { instant: "{instant}" }),
    stale: fresh("stale", { instant: "{instant}" }),
    offline: fresh("offline", { instant: "{instant}" }),
    retry: fresh("retry"),
  };
  return (
    <>
      <PageHead
        title={t("title")}
        aside={
          <QueryProvider>
            <UsageFreshness pulse={pulse} from={query.from} to={query.to} words={words} />
          </QueryProvider>
        }
      />
      {isNew ? (
        <UsageEmpty locale={locale} />
      ) : (
        <>
          <UsageTools query={query} path={path} today={today} hasPeriod={periodFrom !== null} locale={locale} />
          <UsageRangeNote problem={query.problem} />
          <UsageChartCard {...view} path={path} />
          {report.calls.now > 0 && <UsageSummaryTable {...view} />}
        </>
      )}
      <ReceiptPanel
        call={query.call}
        closedHref={path + usageSearch(query, { call: null })}
        title={t("receipt.title")}
        closeLabel={t("receipt.close")}
        list={
          report.calls.now > 0 && (
            <UsageCalls
              calls={list.calls}
              next={list.next}
              count={count}
              query={query}
              path={path}
              modelNames={modelNames}
              locale={locale}
              today={today}
            />
          )
        }
      >
        {query.call !== null && <ReceiptOfCall ctx={ctx} call={query.call} modelNames={modelNames} locale={locale} />}
      </ReceiptPanel>
    </>
  );
}

/** The query as it came, so that signing in leads back to the same view. */
function addressOf(params: Record<string, string | string[] | undefined>): string {
  const single = Object.entries(params).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] satisfies [string, string]] : [],
  );
  const text = new URLSearchParams(single).toString();
  return text === "" ? "" : `?${text}`;
}
