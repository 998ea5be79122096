import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import type { VersionState } from "@/lib/catalogue/catalogue";
import { formatInstant } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import { StateBadge } from "./state-badge";

export interface VersionLine {
  key: string;
  label: string;
  state: VersionState;
  validFrom: string;
  validTo: string | null;
  /** A change set's number, or a note. */
  origin: { changeSet: string } | { note: string } | null;
  values: string[];
}

export interface VersionGroup {
  key: string;
  name: string;
  detail: string;
  /** Newest first. */
  versions: VersionLine[];
}

type VersionTableProps = {
  caption: string;
  columns: readonly string[];
  groups: readonly VersionGroup[];
  originLabel: string;
  now: string;
};

// Three figures and a state share the narrowest phone.
const PHONE_CELL = "max-tablet:group-data-[density=dense]/table:px-2";

/** Items with their versions: the newest beside the name, earlier ones below it. */
export function VersionTable({ caption, columns, groups, originLabel, now }: VersionTableProps) {
  const t = useTranslations("admin.catalogue");
  const locale = useLocale();
  const at = (instant: string) => formatInstant(instant, locale, now);
  return (
    <Table density="dense" caption={caption}>
      <thead>
        <tr>
          <TableHeadCell className="max-tablet:hidden">{t("item")}</TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">{t("version")}</TableHeadCell>
          {columns.map((column) => (
            <TableHeadCell key={column} numeric className={`max-tablet:whitespace-normal ${PHONE_CELL}`}>
              {column}
            </TableHeadCell>
          ))}
          <TableHeadCell className="max-desk:hidden">{t("validFrom")}</TableHeadCell>
          <TableHeadCell className="max-desk:hidden">{t("validTo")}</TableHeadCell>
          <TableHeadCell>{t("state")}</TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">{originLabel}</TableHeadCell>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.key}>
            <TableRow className="tablet:hidden">
              <TableCell rowHead colSpan={columns.length + 1} className="pt-3">
                {group.name}
                <span className="ms-2 text-xs font-normal text-ink-3">{group.detail}</span>
              </TableCell>
            </TableRow>
            {group.versions.map((version, index) => (
              <TableRow
                key={version.key}
                className={version.state === "past" || version.state === "withdrawn" ? "text-ink-3" : undefined}
              >
                {index === 0 && (
                  <TableCell rowHead rowSpan={group.versions.length} className="align-top text-ink max-tablet:hidden">
                    {group.name}
                    <span className="block text-xs font-normal text-ink-3">{group.detail}</span>
                  </TableCell>
                )}
                <TableCell className="font-mono max-tablet:hidden">{version.label}</TableCell>
                {version.values.map((value, column) => (
                  <TableCell key={columns[column]} numeric className={PHONE_CELL}>
                    {value}
                  </TableCell>
                ))}
                <TableCell className="whitespace-nowrap tabular-nums max-desk:hidden">
                  {at(version.validFrom)}
                </TableCell>
                <TableCell className="whitespace-nowrap tabular-nums max-desk:hidden">
                  {version.validTo ? at(version.validTo) : t("open")}
                </TableCell>
                <TableCell>
                  <StateBadge state={version.state} />
                </TableCell>
                <TableCell className="max-tablet:hidden">
                  {version.origin && "changeSet" in version.origin && (
                    <Link
                      href={localePath(locale, `/admin/pricing/${version.origin.changeSet}`)}
                      className="hit-area font-mono text-accent-ink hover:underline"
                    >
                      {version.origin.changeSet}
                    </Link>
                  )}
                  {version.origin && "note" in version.origin && (
                    <span className="text-ink-2">{version.origin.note}</span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
