import { ChevronRight, List, X } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/i18n/format-number";
import { formatClock, formatDay, formatDayRange, formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { UsageCall } from "@/lib/usage/usage";
import { CALLS_STEP, LIST_START, MOST_CALLS, type UsageQuery, usageSearch } from "@/lib/usage/usage-query";

type UsageCallsProps = {
  calls: readonly UsageCall[];
  /** The call that older ones begin after; null when there are none. */
  next: string | null;
  /** Calls of the range, or of its one day. */
  count: number;
  query: UsageQuery;
  path: string;
  modelNames: Readonly<Record<string, string>>;
  locale: Locale;
  today: string;
};

// Where the card is narrow, time and key stand under the model.
const WIDE = "@max-[600px]:hidden";

/** The calls of the range or of one day, newest first; a row opens its receipt. */
export async function UsageCalls({ calls, next, count, query, path, modelNames, locale, today }: UsageCallsProps) {
  const t = await getTranslations("usage.calls");
  const to = (change: Partial<UsageQuery>) => path + usageSearch(query, change);
  const timeOf = (at: string) =>
    query.day === null ? formatInstant(at, locale, today, "second") : formatClock(at, "second");
  return (
    <Card id="calls" aria-labelledby="calls-title" padding="none" className="@container mt-4 scroll-mt-16">
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-3 pb-1">
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 id="calls-title" className="text-base/6 font-semibold">
            {t("title")}
          </h2>
          {query.day !== null && (
            <Badge tone="accent" className="pe-0">
              {formatDay(query.day, locale, today)}
              <Link
                href={to({ ...LIST_START, day: null })}
                scroll={false}
                prefetch={false}
                aria-label={t("clearDay")}
                className="hit-area grid size-6 place-items-center rounded-sm text-accent-ink"
              >
                <Icon of={X} size={14} strokeWidth={2} />
              </Link>
            </Badge>
          )}
        </div>
        <span className="text-sm text-ink-3 tabular-nums">{t("count", { count })}</span>
      </div>
      {calls.length === 0 ? (
        <EmptyState
          icon={List}
          title={t("empty", { range: formatDayRange(query.day ?? query.from, query.day ?? query.to, locale, today) })}
          detail={t("emptyDetail")}
          className="py-8"
        />
      ) : (
        <Table caption={t("caption")}>
          <thead className={WIDE}>
            <tr>
              <TableHeadCell>{t("time")}</TableHeadCell>
              <TableHeadCell>{t("model")}</TableHeadCell>
              <TableHeadCell>{t("key")}</TableHeadCell>
              <TableHeadCell numeric>{t("input")}</TableHeadCell>
              <TableHeadCell numeric>{t("output")}</TableHeadCell>
              <TableHeadCell numeric>{t("planTokens")}</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => {
              const model = modelNames[call.modelCode] ?? call.modelCode;
              const key = call.keyName === "" ? t("noKey") : call.keyName;
              const time = timeOf(call.at);
              return (
                <TableRow key={call.id} chosen={query.call === call.id} className="relative hover:bg-sunken">
                  <TableCell className={`${WIDE} whitespace-nowrap tabular-nums`}>{time}</TableCell>
                  <TableCell rowHead className="@max-[600px]:py-2.5">
                    <Link
                      id={`row-${call.id}`}
                      data-call={call.id}
                      href={to({ call: call.id })}
                      scroll={false}
                      prefetch={false}
                      aria-label={t("open", { model, time, tokens: formatCount(call.planTokens) })}
                      className="text-ink after:absolute after:inset-0 hover:no-underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                    >
                      {model}
                    </Link>
                    <span className="block text-sm font-normal text-ink-3 tabular-nums wrap-anywhere @min-[600px]:hidden">
                      {time} · {key}
                    </span>
                  </TableCell>
                  <TableCell className={`${WIDE} max-w-48 truncate text-ink-2`} title={key}>
                    {key}
                  </TableCell>
                  <TableCell numeric className={WIDE}>
                    {formatCount(call.inputTokens)}
                  </TableCell>
                  <TableCell numeric className={WIDE}>
                    {formatCount(call.outputTokens)}
                  </TableCell>
                  <TableCell numeric className="font-semibold">
                    <span className="inline-flex items-center gap-2">
                      {formatCount(call.planTokens)}
                      <Icon of={ChevronRight} size={18} className="text-ink-3 @min-[600px]:hidden" />
                    </span>
                  </TableCell>
                </TableRow>
              );
            })}
          </tbody>
        </Table>
      )}
      {(next !== null || query.after !== null) && (
        <div className="flex flex-wrap items-center justify-center gap-6 border-t border-line px-4 py-3">
          {query.after !== null && (
            <TextLink href={`${to(LIST_START)}#calls`} prefetch={false}>
              {t("newest")}
            </TextLink>
          )}
          {next !== null && query.show < MOST_CALLS && (
            <LinkButton size="sm" href={to({ show: query.show + CALLS_STEP })} scroll={false} prefetch={false}>
              {t("more", { count: CALLS_STEP })}
            </LinkButton>
          )}
          {next !== null && query.show >= MOST_CALLS && (
            <TextLink look="onward" href={`${to({ ...LIST_START, after: next })}#calls`} prefetch={false}>
              {t("older")}
            </TextLink>
          )}
        </div>
      )}
    </Card>
  );
}
