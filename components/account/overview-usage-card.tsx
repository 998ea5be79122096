import { ChartNoAxesColumn } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ChartFigure } from "@/components/charts/chart-figure";
import { ChartLegend } from "@/components/charts/chart-legend";
import { ChartTable } from "@/components/charts/chart-table";
import { UsageBarsInteractive } from "@/components/charts/usage-bars-interactive";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { EmptyState } from "@/components/ui/empty-state";
import { Figure } from "@/components/ui/figure";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/i18n/format-number";
import { formatDay, formatDayRange } from "@/lib/i18n/format-time";
import { formatTokenParts, formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { SpendRate, UsageDay } from "@/lib/usage/usage";
import { prepareUsageChart } from "@/lib/usage/usage-chart";
import type { OverviewSpan } from "./overview-span";

type OverviewUsageCardProps = {
  span: OverviewSpan;
  usage: readonly UsageDay[];
  rate: SpendRate;
  /** Last usable day of the running period; the span's own end without one. */
  lastDay: string;
  locale: Locale;
  now: string;
};

/** What the running period, or the last two weeks, took day by day. */
export async function OverviewUsageCard({ span, usage, rate, lastDay, locale, now }: OverviewUsageCardProps) {
  const t = await getTranslations("account.usage");
  const words = await getTranslations("chart");
  const tokensOf = (day: string) => sum(usage.filter((row) => row.day === day).map((row) => row.planTokens));
  const chart = prepareUsageChart({
    days: span.days,
    series: [{ key: "total", name: words("total"), values: span.days.map(tokensOf) }],
    today: span.to,
    averagePerDay: rate.tokensPerDay,
    locale,
    todayLabel: words("today"),
    otherName: (count) => words("other", { count }),
  });
  const range = formatDayRange(span.from, span.to, locale, now);
  const dayNames = Object.fromEntries(span.days.map((day) => [day, formatDay(day, locale, now)]));
  const mean =
    rate.tokensPerDay === null
      ? null
      : formatTokenParts(rate.tokensPerDay, locale, { style: "rate", rounding: "nearest" });
  const facts = [
    { key: "used", term: t("used"), value: formatTokenParts(chart.total, locale) },
    { key: "mean", term: t("mean"), value: mean },
    { key: "calls", term: t("calls"), value: { number: formatCount(sum(usage.map((row) => row.requests))), unit: "" } },
  ];
  const summary = chart.peak
    ? words("summary", {
        range,
        total: formatTokens(chart.total, locale),
        day: dayNames[chart.peak.day] ?? chart.peak.day,
        peak: formatTokens(chart.peak.total, locale),
      })
    : words("empty", { range });

  return (
    <Card aria-labelledby="usage-title">
      <CardHead
        titleId="usage-title"
        title={span.kind === "period" ? t("period") : t("days", { days: span.days.length })}
        detail={formatDayRange(span.from, lastDay, locale, now)}
        aside={
          <TextLink look="onward" href={localePath(locale, "/account/usage")}>
            {t("more")}
          </TextLink>
        }
      />
      {chart.total === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title={t("empty")} detail={t("emptyDetail")} />
      ) : (
        <>
          <dl className="mb-4 flex flex-wrap justify-between gap-x-4 gap-y-2 tablet:justify-start tablet:gap-x-10">
            {facts.map((fact) => (
              <div key={fact.key}>
                <dt className="text-sm text-ink-2">{fact.term}</dt>
                <dd>
                  {fact.value ? (
                    <Figure size="sm" value={fact.value.number} unit={fact.value.unit} />
                  ) : (
                    <span className="text-md/7 text-ink-3">{t("noMean")}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <ChartFigure
            summary={summary}
            legendPlace="below"
            legend={<ChartLegend chart={chart} averageLabel={words("average", { days: rate.daysOfData })} />}
            table={
              <ChartTable
                chart={chart}
                dayNames={dayNames}
                labels={{
                  show: words("showTable"),
                  caption: `${t("chart")} ${range}`,
                  day: words("day"),
                  total: words("total"),
                  previous: words("previous"),
                }}
              />
            }
          >
            <UsageBarsInteractive
              chart={chart}
              dayNames={dayNames}
              totalLabel={words("total")}
              previousLabel={words("previous")}
            />
          </ChartFigure>
        </>
      )}
    </Card>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
