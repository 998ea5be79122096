import { ChartNoAxesColumn } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ChartFigure } from "@/components/charts/chart-figure";
import { ChartLegend } from "@/components/charts/chart-legend";
import { ChartTable } from "@/components/charts/chart-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { formatCount } from "@/lib/i18n/format-number";
import { formatDay, formatDayRange } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { LIST_START, type UsageQuery, usageSearch } from "@/lib/usage/usage-query";
import type { UsageReport } from "@/lib/usage/usage-report";
import { UsageDayBars } from "./usage-day-bars";
import { UsageFigures } from "./usage-figures";

type UsageChartCardProps = {
  report: UsageReport;
  query: UsageQuery;
  path: string;
  locale: Locale;
  today: string;
};

/** The range in four figures and as bars per day, with its table twin. */
export async function UsageChartCard({ report, query, path, locale, today }: UsageChartCardProps) {
  const t = await getTranslations("usage");
  const words = await getTranslations("chart");
  const { chart } = report;
  const range = formatDayRange(query.from, query.to, locale, today);
  const dayNames = Object.fromEntries(chart.days.map(({ day }) => [day, formatDay(day, locale, today)]));
  const hrefOf = (day: string | null) => path + usageSearch(query, { ...LIST_START, day });
  const amount = (value: number) => (query.metric === "calls" ? formatCount(value) : formatTokens(value, locale));
  const { peak } = chart;
  if (peak === null) {
    return (
      <Card aria-label={t("chart.title")} padding="none">
        <EmptyState
          icon={ChartNoAxesColumn}
          title={t("empty.range", { range })}
          detail={t("empty.rangeDetail")}
          action={<LinkButton href={`${path}?range=90`}>{t("empty.all")}</LinkButton>}
        />
      </Card>
    );
  }
  const facts = { range, total: amount(chart.total), day: dayNames[peak.day] ?? peak.day, peak: amount(peak.total) };
  const summary = query.metric === "calls" ? t("chart.summaryCalls", facts) : words("summary", facts);
  return (
    <Card aria-label={t("chart.title")} className="@container">
      <UsageFigures report={report} query={query} locale={locale} today={today} />
      <ChartFigure
        summary={summary}
        legend={<ChartLegend chart={chart} previousLabel={words("previousDay")} />}
        table={
          <ChartTable
            chart={chart}
            dayNames={dayNames}
            dayLinks={Object.fromEntries(chart.days.map(({ day }) => [day, `${hrefOf(day)}#calls`]))}
            labels={{
              show: words("showTable"),
              caption: t("chart.caption", { metric: t(`metric.${query.metric}`), range }),
              day: words("day"),
              total: words("total"),
              previous: words("previous"),
            }}
          />
        }
      >
        <UsageDayBars
          chart={chart}
          selectedDay={query.day}
          dayNames={dayNames}
          totalLabel={words("total")}
          previousLabel={words("previous")}
          dayHref={hrefOf("{day}").replace(encodeURIComponent("{day}"), "{day}")}
          allHref={hrefOf(null)}
        />
      </ChartFigure>
    </Card>
  );
}
