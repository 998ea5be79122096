import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { AccountShell } from "@/components/account/account-shell";
import { getViewer } from "@/lib/auth/get-viewer";
import { brand } from "@/lib/env/brand";

/** Customer pages. The frame shows who is signed in; access itself is checked in each use case. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  return (
    <AccountShell locale={await getLocale()} brand={brand()} viewer={viewer?.kind === "customer" ? viewer : null}>
      {children}
    </AccountShell>
  );
}
