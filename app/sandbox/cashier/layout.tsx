import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { themeOf, THEME_COOKIE } from "@/components/ui/theme";
import "../../globals.css";

/** A document of its own, as a payment provider's page is. Each page names its language. */
export default async function CashierLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="zh-CN" data-theme={theme} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
