import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import type { VersionState } from "@/lib/catalogue/catalogue";
import { formatEdge } from "./format-edge";

type Version = {
  readonly tariffNumber: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly state: VersionState;
  readonly changeSetNumber: string | null;
};

type VersionTableProps<V extends Version> = {
  caption: string;
  versions: readonly V[];
  columns: readonly { key: string; label: string; print: (version: V) => string }[];
};

const TONES = { past: "plain", current: "ok", announced: "warn", withdrawn: "line" } as const;

/** Every version that something had, has and will have, newest first. */
export async function VersionTable<V extends Version>({ caption, versions, columns }: VersionTableProps<V>) {
  const locale = await getLocale();
  const t = await getTranslations("hall.versions");
  const cell = "px-1 first:ps-0 last:pe-0 @min-[640px]:px-4 @min-[640px]:first:ps-0 @min-[640px]:last:pe-0";
  const wide = "hidden @min-[640px]:table-cell";
  return (
    <div className="@container">
      <Table caption={caption}>
        <thead>
          <tr>
            <TableHeadCell className={cell}>{t("number")}</TableHeadCell>
            {columns.map((column) => (
              <TableHeadCell key={column.key} numeric className={cell}>
                {column.label}
              </TableHeadCell>
            ))}
            <TableHeadCell numeric className={cell}>
              <span className="@min-[640px]:hidden">{t("during")}</span>
              <span className="hidden @min-[640px]:inline">{t("from")}</span>
            </TableHeadCell>
            <TableHeadCell numeric className={`${cell} ${wide}`}>
              {t("to")}
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {[...versions].reverse().map((version) => {
            const end = version.validTo === null ? t("open") : formatEdge(version.validTo, locale);
            return (
              <TableRow key={version.tariffNumber}>
                <TableCell rowHead className={`${cell} font-normal`}>
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="font-mono text-sm">{version.tariffNumber}</span>
                    <Badge tone={TONES[version.state]}>{t(`state.${version.state}`)}</Badge>
                    {version.changeSetNumber && (
                      <span className="hidden text-sm text-ink-3 @min-[640px]:inline">{version.changeSetNumber}</span>
                    )}
                  </span>
                </TableCell>
                {columns.map((column) => (
                  <TableCell key={column.key} numeric className={cell}>
                    {column.print(version)}
                  </TableCell>
                ))}
                <TableCell
                  numeric
                  className={`${cell} text-xs break-keep whitespace-normal @min-[640px]:text-md @min-[640px]:whitespace-nowrap`}
                >
                  {formatEdge(version.validFrom, locale)}
                  <span className="block text-ink-3 @min-[640px]:hidden">
                    {version.state === "withdrawn" ? t("never") : t("until", { end })}
                  </span>
                </TableCell>
                <TableCell numeric className={`${cell} ${wide}`}>
                  {version.state === "withdrawn" ? t("never") : end}
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
