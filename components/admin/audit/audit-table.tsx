import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import type { AuditEntryView } from "@/lib/audit/audit-entry";
import { formatInstant } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import { actionLabel } from "./action-label";

type AuditTableProps = { entries: readonly AuditEntryView[]; caption: string; now: string };

/** Entries, newest first; each opens to what it changed and to its hash. */
export function AuditTable({ entries, caption, now }: AuditTableProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  return (
    <Table
      density="dense"
      caption={caption}
      className="table-fixed max-tablet:block max-tablet:[&>tbody]:block max-tablet:[&>thead]:sr-only"
    >
      <thead>
        <tr>
          <TableHeadCell numeric className="w-16 max-tablet:hidden">
            {t("column.seq")}
          </TableHeadCell>
          <TableHeadCell className="w-36">{t("column.at")}</TableHeadCell>
          <TableHeadCell className="w-28">{t("column.actor")}</TableHeadCell>
          <TableHeadCell className="w-44 max-tablet:hidden">{t("column.action")}</TableHeadCell>
          <TableHeadCell className="w-40 max-desk:hidden">{t("column.subject")}</TableHeadCell>
          <TableHeadCell>{t("column.changes")}</TableHeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <TableRow
            key={entry.seq}
            className="align-top max-tablet:grid max-tablet:grid-cols-2 max-tablet:px-1 max-tablet:py-1.5"
          >
            <TableCell numeric className="align-top text-ink-3 max-tablet:hidden">
              {entry.seq}
            </TableCell>
            <TableCell className="align-top tabular-nums">{formatInstant(entry.at, locale, now, "second")}</TableCell>
            <TableCell className="align-top wrap-anywhere max-tablet:text-end">
              <ActorName entry={entry} />
            </TableCell>
            <TableCell className="align-top max-tablet:hidden">{actionLabel(entry.action, t)}</TableCell>
            <TableCell className="align-top wrap-anywhere max-desk:hidden">
              <Subject entry={entry} />
            </TableCell>
            <TableCell className="align-top max-tablet:col-span-2">
              <span className="block font-semibold tablet:hidden">{actionLabel(entry.action, t)}</span>
              {/* Room for a finger of its own: the details begin right below. */}
              <span className="block py-1 wrap-anywhere max-tablet:py-3 desk:hidden pointer-coarse:py-3">
                <Subject entry={entry} />
              </span>
              {entry.reason !== null && entry.reason !== "" && (
                <p className="wrap-anywhere">{t("reason", { reason: entry.reason })}</p>
              )}
              <EntryDetail entry={entry} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

function ActorName({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit.kinds");
  if (entry.actor) return entry.actor.name;
  const { actorKind: kind } = entry;
  return kind === "customer" || kind === "client" || kind === "system" || kind === "visitor" ? t(kind) : kind;
}

function Subject({ entry }: { entry: AuditEntryView }) {
  const locale = useLocale();
  if (entry.subject) return <span title={entry.subject.id}>{entry.subject.name}</span>;
  if (entry.subjectKind !== "change_set")
    return (
      <span title={entry.subjectId} className="block truncate font-mono text-xs">
        {entry.subjectId}
      </span>
    );
  return (
    <Link
      href={localePath(locale, `/admin/pricing/${entry.subjectId}`)}
      className="hit-area font-mono text-accent-ink hover:underline"
    >
      {entry.subjectId}
    </Link>
  );
}

function EntryDetail({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit");
  return (
    <details>
      <summary className="cursor-pointer text-ink-2 max-tablet:py-3 hover:text-ink pointer-coarse:py-3">
        {t("changes", { count: entry.changes.length })}
      </summary>
      <Table
        density="dense"
        caption={t("diffCaption", { seq: entry.seq })}
        className="my-2 table-fixed rounded-compact bg-sunken"
      >
        <thead>
          <tr>
            <TableHeadCell>{t("fieldName")}</TableHeadCell>
            <TableHeadCell>{t("before")}</TableHeadCell>
            <TableHeadCell>{t("after")}</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {entry.changes.map((change) => (
            <TableRow key={change.field}>
              <TableCell rowHead className="font-mono text-xs font-normal wrap-anywhere">
                {change.field}
              </TableCell>
              <TableCell className="wrap-anywhere">
                {change.before ?? <span className="text-ink-3">{t("none")}</span>}
              </TableCell>
              <TableCell className="wrap-anywhere">
                {change.after ?? <span className="text-ink-3">{t("none")}</span>}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="font-mono text-2xs wrap-anywhere text-ink-3">
        {t("subjectId", { id: entry.subject?.id ?? entry.subjectId })}
      </p>
      <p className="font-mono text-2xs wrap-anywhere text-ink-3">{t("hash", { hash: entry.hash })}</p>
      <p className="font-mono text-2xs wrap-anywhere text-ink-3">{t("request", { id: entry.requestId })}</p>
    </details>
  );
}
