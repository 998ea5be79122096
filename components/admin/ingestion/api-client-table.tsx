"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { formatInstant } from "@/lib/i18n/format-time";
import type { ApiClientView } from "@/lib/ingestion/api-client-view";

type ApiClientTableProps = {
  clients: readonly ApiClientView[];
  /** Null for who may only look. */
  onRevoke: ((client: ApiClientView) => void) | null;
  now: string;
};

/** The systems by line; those that may no longer report come last. */
export function ApiClientTable({ clients, onRevoke, now }: ApiClientTableProps) {
  const t = useTranslations("ingestion.clients");
  const locale = useLocale();
  const sources = (client: ApiClientView) => (client.sources.length === 0 ? [t("anySource")] : client.sources);
  return (
    <Table density="dense" caption={t("caption")}>
      <thead>
        <tr>
          <TableHeadCell>{t("column.name")}</TableHeadCell>
          <TableHeadCell className="max-desk:hidden">{t("column.hint")}</TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">{t("column.sources")}</TableHeadCell>
          <TableHeadCell className="max-desk:hidden">{t("column.created")}</TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">{t("column.lastUsed")}</TableHeadCell>
          <TableHeadCell>{t("column.state")}</TableHeadCell>
          {onRevoke && <TableHeadCell className="text-end">{t("column.action")}</TableHeadCell>}
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <TableRow key={client.id}>
            <TableCell rowHead className="wrap-anywhere">
              {client.name}
              <span className="block font-mono text-xs font-normal text-ink-3 desk:hidden">{client.hint}</span>
              <span className="block text-xs font-normal text-ink-3 tablet:hidden">{sources(client).join(", ")}</span>
            </TableCell>
            <TableCell className="font-mono text-xs whitespace-nowrap max-desk:hidden">{client.hint}</TableCell>
            <TableCell className="max-tablet:hidden">
              {sources(client).map((source) => (
                <span key={source} className="block wrap-anywhere">
                  {source}
                </span>
              ))}
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums max-desk:hidden">
              {formatInstant(client.createdAt, locale, now)}
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums max-tablet:hidden">
              {client.lastUsedAt === null ? (
                <span className="text-ink-3">{t("never")}</span>
              ) : (
                formatInstant(client.lastUsedAt, locale, now)
              )}
            </TableCell>
            <TableCell>
              <Badge tone={client.revokedAt === null ? "ok" : "line"}>
                {client.revokedAt === null ? t("live") : t("revoked")}
              </Badge>
            </TableCell>
            {onRevoke && (
              <TableCell className="text-end">
                {client.revokedAt === null && (
                  <Button
                    variant="danger"
                    size="xs"
                    aria-label={t("revokeOne", { name: client.name })}
                    onClick={() => onRevoke(client)}
                  >
                    {t("revoke")}
                  </Button>
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
