import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { HallShell } from "@/components/hall/hall-shell";
import { getViewer } from "@/lib/auth/get-viewer";
import { brand } from "@/lib/env/brand";
import { shanghaiParts } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";

/** Public pages. No client provider for messages here: what the browser needs is handed down as strings. */
export default async function HallLayout({ children }: { children: ReactNode }) {
  return (
    <HallShell
      locale={await getLocale()}
      brand={brand()}
      viewer={await getViewer()}
      year={shanghaiParts(businessNow()).year}
    >
      {children}
    </HallShell>
  );
}
