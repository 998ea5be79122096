"use client";

import { usePathname } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locale";
import { switchedPath } from "@/lib/i18n/navigation";

type LanguageSwitchProps = { to: Locale; className?: string; children: ReactNode };

/** The same page in the other language. A whole load, so that the document's language changes with it; the query goes along. */
export function LanguageSwitch({ to, className, children }: LanguageSwitchProps) {
  const path = switchedPath(to, usePathname());
  function keepQuery(event: MouseEvent<HTMLAnchorElement>) {
    event.currentTarget.href = `${path}${window.location.search}${window.location.hash}`;
  }
  return (
    <a href={path} hrefLang={to} lang={to} onClick={keepQuery} className={className}>
      {children}
    </a>
  );
}
