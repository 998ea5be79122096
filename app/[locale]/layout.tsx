import type { Metadata, Viewport } from "next";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { themeOf, THEME_COOKIE } from "@/components/ui/theme";
import { brand, SURFACE } from "@/lib/env/brand";
import { env } from "@/lib/env/env";
import { routing } from "@/lib/i18n/routing";
import "../globals.css";

// Latin and figures; with its optical size axis. Chinese comes from the system.
const inter = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
  adjustFontFallback: false,
});

type LayoutProps = { params: Promise<{ locale: string }>; children: ReactNode };

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "common" });
  const name = `${brand().name[locale]} ${t("productName")}`;
  return {
    metadataBase: new URL(env().PUBLIC_URL),
    title: { default: name, template: `%s · ${name}` },
    description: t("description"),
    applicationName: name,
  };
}

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: SURFACE.light },
    { media: "(prefers-color-scheme: dark)", color: SURFACE.dark },
  ],
};

/** The document: its language, the reader's theme, the operator's colours. Reading the cookie makes every page render per request. */
export default async function RootLayout({ params, children }: LayoutProps) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const t = await getTranslations({ locale, namespace: "common" });
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const { htmlAttributes, htmlStyle } = brand();

  return (
    // The theme switch changes data-theme before React may have woken up.
    <html
      lang={locale}
      data-theme={theme}
      className={inter.variable}
      style={htmlStyle}
      {...htmlAttributes}
      suppressHydrationWarning
    >
      <body>
        <a
          href="#main"
          className="fixed start-4 top-2 z-30 -translate-y-24 rounded-md bg-ink px-4 py-2.5 text-md font-semibold text-surface focus:translate-y-0"
        >
          {t("skipToContent")}
        </a>
        {children}
      </body>
    </html>
  );
}
