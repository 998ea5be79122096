import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { formatInstant } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import type { ChangeSetSummary } from "@/lib/pricing/change-set-view";
import { StatusBadge } from "./status-badge";

type ChangeSetTableProps = { sets: readonly ChangeSetSummary[]; caption: string; now: string; short?: boolean };

/** Change sets by line; the number leads to the set. Short: for the dashboard's cards. */
export function ChangeSetTable({ sets, caption, now, short = false }: ChangeSetTableProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const wide = short ? "hidden" : "max-tablet:hidden";
  return (
    <Table density="dense" caption={caption}>
      <thead>
        <tr>
          <TableHeadCell>{t("column.number")}</TableHeadCell>
          <TableHeadCell>{t("column.title")}</TableHeadCell>
          <TableHeadCell className={short ? "max-desk:hidden" : undefined}>{t("column.status")}</TableHeadCell>
          <TableHeadCell numeric className={wide}>
            {t("column.items")}
          </TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">{t("column.effectiveAt")}</TableHeadCell>
          <TableHeadCell className={wide}>{t("column.createdBy")}</TableHeadCell>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <TableRow key={set.number} className="hover:bg-sunken">
            <TableCell rowHead className="whitespace-nowrap">
              <Link
                href={localePath(locale, `/admin/pricing/${set.number}`)}
                className="hit-area font-mono text-accent-ink hover:underline"
              >
                {set.number}
              </Link>
            </TableCell>
            <TableCell className="wrap-anywhere">
              {set.title}
              {short && (
                <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 desk:hidden">
                  <StatusBadge status={set.status} />
                  <span className="text-ink-3 tabular-nums tablet:hidden">
                    {formatInstant(set.effectiveAt, locale, now)}
                  </span>
                </span>
              )}
            </TableCell>
            <TableCell className={short ? "max-desk:hidden" : undefined}>
              <span className="flex flex-wrap gap-1.5">
                <StatusBadge status={set.status} />
                {set.waitsForMe && !short && <Badge tone="warn">{t("waitsForMe")}</Badge>}
              </span>
            </TableCell>
            <TableCell numeric className={wide}>
              {set.itemCount}
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums max-tablet:hidden">
              {formatInstant(set.effectiveAt, locale, now)}
            </TableCell>
            <TableCell className={wide}>{set.createdBy.name}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
