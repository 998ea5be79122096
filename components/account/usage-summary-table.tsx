import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SLOT_SWATCH } from "@/components/charts/slot-style";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { formatCount, formatShare } from "@/lib/i18n/format-number";
import { formatDayRange } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { UsageQuery } from "@/lib/usage/usage-query";
import type { UsageReport } from "@/lib/usage/usage-report";
import { UsageChange } from "./usage-change";

type UsageSummaryTableProps = { report: UsageReport; query: UsageQuery; locale: Locale; today: string };

// Where the card is narrow: four columns, amounts in short.
const WIDE = "@max-[600px]:hidden";
const NARROW = "@min-[600px]:hidden";
/** On the narrowest phones the share goes: the amounts beside it say as much. */
const ROOMY = "@max-[340px]:hidden";
const TIGHT = "@max-[600px]:px-1.5 @max-[600px]:first:ps-4 @max-[340px]:first:ps-3 @max-[600px]:last:pe-4";

/** The chart's series as rows; totals equal the figures above. */
export async function UsageSummaryTable({ report, query, locale, today }: UsageSummaryTableProps) {
  const t = await getTranslations("usage");
  const range = formatDayRange(query.from, query.to, locale, today);
  const metric = t(`metric.${query.metric}`);
  const isCalls = query.metric === "calls";
  const amounts = (value: number) => (
    <>
      <span className={WIDE}>{formatCount(value)}</span>
      <span className={NARROW}>{isCalls ? formatCount(value) : formatTokens(value, locale)}</span>
    </>
  );
  const cells = (amount: number, previous: number | null, calls: number): ReactNode => (
    <>
      <TableCell numeric className={TIGHT}>
        {amounts(amount)}
      </TableCell>
      <TableCell numeric className={classNames(TIGHT, ROOMY)}>
        {formatShare(amount, report.amount.now)}
      </TableCell>
      <TableCell numeric className={classNames(WIDE, "text-ink-3")}>
        {previous === null ? "–" : formatCount(previous)}
      </TableCell>
      <TableCell numeric className={classNames(TIGHT, "@max-[600px]:pe-4")}>
        <UsageChange now={amount} before={previous} />
      </TableCell>
      {!isCalls && (
        <TableCell numeric className={WIDE}>
          {formatCount(calls)}
        </TableCell>
      )}
    </>
  );
  return (
    <Card as="div" padding="none" className="@container mt-4">
      <Table
        caption={t("table.caption", { metric, group: t(`group.${query.group}`), range })}
        className="@max-[600px]:text-sm"
      >
        <thead>
          <tr>
            <TableHeadCell className={TIGHT}>{t(`table.${query.group}`)}</TableHeadCell>
            <TableHeadCell numeric className={classNames(TIGHT, "@max-[600px]:whitespace-normal")}>
              {metric}
            </TableHeadCell>
            <TableHeadCell numeric className={classNames(TIGHT, ROOMY)}>
              {t("table.share")}
            </TableHeadCell>
            <TableHeadCell numeric className={WIDE}>
              {t("table.previous")}
            </TableHeadCell>
            <TableHeadCell numeric className={classNames(TIGHT, "@max-[600px]:pe-4")}>
              {t("table.change")}
            </TableHeadCell>
            {!isCalls && (
              <TableHeadCell numeric className={WIDE}>
                {t("table.calls")}
              </TableHeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <TableRow key={row.key}>
              <TableCell rowHead className={TIGHT}>
                <span className="flex items-center gap-2.5">
                  <span className={classNames("size-3 flex-none rounded-[3px]", SLOT_SWATCH[row.slot])} />
                  {/* A key's name is anybody's text; a model's keeps whole. */}
                  <span className={query.group === "key" ? "line-clamp-2 wrap-anywhere" : undefined}>{row.name}</span>
                </span>
              </TableCell>
              {cells(row.amount, row.previousAmount, row.calls)}
            </TableRow>
          ))}
        </tbody>
        <tfoot>
          <TableRow total>
            <TableCell rowHead className={TIGHT}>
              {t("table.total")}
            </TableCell>
            {cells(report.amount.now, report.amount.before, report.calls.now)}
          </TableRow>
        </tfoot>
      </Table>
    </Card>
  );
}
