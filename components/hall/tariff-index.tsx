import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { TariffItem, TariffVersion } from "./tariff-items";

export type TariffOnSale = TariffItem & { readonly current: TariffVersion };

/** What is on sale at a glance; a name leads to its tariff in full. */
export async function TariffIndex({ items }: { items: readonly TariffOnSale[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariffs");
  const cell = "px-1.5 first:ps-4 last:pe-4 tablet:px-4 tablet:first:ps-6 tablet:last:pe-6";
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <Table caption={t("tableCaption")}>
        <thead>
          <tr>
            <TableHeadCell className={cell}>{t("name")}</TableHeadCell>
            <TableHeadCell className={`${cell} hidden tablet:table-cell`}>{t("number")}</TableHeadCell>
            <TableHeadCell numeric className={cell}>
              {t("quota")}
            </TableHeadCell>
            <TableHeadCell numeric className={`${cell} hidden tablet:table-cell`}>
              {t("validity")}
            </TableHeadCell>
            <TableHeadCell numeric className={cell}>
              {t("price")}
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map(({ number, name, current }) => (
            <TableRow key={number}>
              <TableCell rowHead className={cell}>
                {/* A plain link: only the browser's own navigation makes the entry the :target, which unfolds its terms. */}
                <a
                  href={`#${number}`}
                  className="hit-area inline-flex font-medium text-accent-ink underline-offset-3 hover:underline"
                >
                  {name[locale]}
                </a>
                <span className="block font-mono text-xs font-normal text-ink-3 tablet:hidden">
                  {current.tariffNumber}
                </span>
              </TableCell>
              <TableCell className={`${cell} hidden font-mono text-sm tablet:table-cell`}>
                {current.tariffNumber}
              </TableCell>
              <TableCell numeric className={cell}>
                {formatTokens(current.quotaTokens, locale)}
              </TableCell>
              <TableCell numeric className={`${cell} hidden tablet:table-cell`}>
                {current.validDays === null ? t("oneMonth") : t("days", { days: current.validDays })}
              </TableCell>
              <TableCell numeric className={`${cell} font-semibold`}>
                {formatYuan(current.priceFen)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
