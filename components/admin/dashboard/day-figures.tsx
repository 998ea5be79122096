import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/figure";
import type { DashboardView } from "@/lib/dashboard/dashboard";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatCount } from "@/lib/i18n/format-number";
import { formatTokenParts } from "@/lib/i18n/format-tokens";

/** The figures of the day in one strip. */
export function DayFigures({ dashboard }: { dashboard: DashboardView }) {
  const t = useTranslations("admin.dashboard");
  const locale = useLocale();
  // Three or four digits are shown, so what a number loses beyond 2^53 is never seen.
  const tokens = formatTokenParts(Number(dashboard.tokensToday), locale);
  const figures = [
    { key: "accounts", label: t("accounts"), value: formatCount(dashboard.accounts) },
    { key: "subscriptions", label: t("subscriptions"), value: formatCount(dashboard.runningSubscriptions) },
    {
      key: "orders",
      label: t("orders"),
      value: formatCount(dashboard.ordersToday),
      detail: t("ordersDetail", { amount: formatYuan(dashboard.paidTodayFen) }),
    },
    {
      key: "tokens",
      label: t("tokens"),
      value: tokens.number,
      unit: tokens.unit,
      detail: t("tokensDetail", { count: formatCount(dashboard.requestsToday) }),
    },
  ];
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-md border border-line bg-surface desk:grid-cols-4">
      {figures.map((figure) => (
        <div
          key={figure.key}
          className="border-line px-4 py-3 not-first:border-s max-desk:nth-[2n+1]:border-s-0 max-desk:nth-[n+3]:border-t"
        >
          <dt className="text-ink-3">{figure.label}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <Figure size="sm" value={figure.value} unit={figure.unit} />
            {figure.detail !== undefined && <span className="text-ink-3">{figure.detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
