import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminShell } from "@/components/admin/admin-shell";
import { STAFF_ROLES } from "@/lib/auth/actor";
import { getViewer } from "@/lib/auth/get-viewer";
import { brand } from "@/lib/env/brand";

/** Staff pages. Without a signed-in member only the bare page shows, which is the sign-in; access is checked in each use case. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  if (viewer?.kind !== "staff") return children;
  const t = await getTranslations("shell.roles");
  const roles = STAFF_ROLES.filter((role) => viewer.roles.includes(role));
  return (
    <AdminShell locale={await getLocale()} brand={brand()} viewer={viewer} roleNames={roles.map((role) => t(role))}>
      {children}
    </AdminShell>
  );
}
