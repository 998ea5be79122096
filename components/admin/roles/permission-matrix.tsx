import { Check, Minus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { HOLDERS, type Holder, type PermissionRow } from "@/lib/auth/permission-table";

type PermissionMatrixProps = { rows: readonly PermissionRow[]; mine: readonly string[] };

/** Who may do what: a table on a desk, a list of permissions with their roles on a phone. */
export async function PermissionMatrix({ rows, mine }: PermissionMatrixProps) {
  const t = await getTranslations("staff");
  const roles = await getTranslations("shell.roles");
  const nameOf = (holder: Holder) =>
    holder === "customer" || holder === "client" ? t(`roles.${holder}`) : roles(holder);
  return (
    <>
      <div className="hidden desk:block">
        <Table caption={t("roles.caption")} density="dense">
          <thead>
            <tr>
              <TableHeadCell>{t("roles.permission")}</TableHeadCell>
              {HOLDERS.map((holder) => (
                <TableHeadCell
                  key={holder}
                  className="text-center whitespace-normal"
                  aria-current={mine.includes(holder) || undefined}
                >
                  {nameOf(holder)}
                  {mine.includes(holder) && <span className="block text-2xs text-accent-ink">{t("roles.mine")}</span>}
                </TableHeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ permission, holders }) => (
              <TableRow key={permission}>
                <TableCell rowHead>
                  {t(`permissions.${permission}`)}
                  <span className="ms-2.5 font-mono text-2xs font-normal text-ink-3">{permission}</span>
                </TableCell>
                {HOLDERS.map((holder) => (
                  <TableCell key={holder} className="text-center">
                    <Mark holds={holders.includes(holder)} may={t("roles.may")} mayNot={t("roles.mayNot")} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="desk:hidden">
        {rows.map(({ permission, holders }) => (
          <li key={permission} className="border-b border-line px-4 py-3 last:border-b-0">
            <p className="font-semibold">{t(`permissions.${permission}`)}</p>
            <p className="mt-1.5 flex flex-wrap gap-1.5">
              {holders.length === 0 && <Badge tone="line">{t("roles.systemOnly")}</Badge>}
              {holders.map((holder) => (
                <Badge key={holder} tone={mine.includes(holder) ? "accent" : "plain"}>
                  {nameOf(holder)}
                </Badge>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Mark({ holds, may, mayNot }: { holds: boolean; may: string; mayNot: string }) {
  return (
    <>
      <Icon
        of={holds ? Check : Minus}
        size={16}
        strokeWidth={2}
        className={holds ? "mx-auto text-ok" : "mx-auto text-ink-3"}
      />
      <span className="sr-only">{holds ? may : mayNot}</span>
    </>
  );
}
