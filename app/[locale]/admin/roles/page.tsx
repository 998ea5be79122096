import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PermissionMatrix } from "@/components/admin/roles/permission-matrix";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { permissionRows } from "@/lib/auth/permission-table";
import { staffPage } from "@/lib/http/staff-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.roles");
  return { title: t("title") };
}

/** The whole policy on one screen, drawn from the table that the server obeys. */
export default async function RolesPage() {
  const ctx = await staffPage("/admin/roles", "role:read");
  const t = await getTranslations("staff.roles");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} density="dense" />
      <Card padding="none" density="dense">
        <PermissionMatrix rows={permissionRows()} mine={ctx.actor.roles} />
      </Card>
      <p className="mt-3 text-ink-3">{t("customerNote")}</p>
    </>
  );
}
