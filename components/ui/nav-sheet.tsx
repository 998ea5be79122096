"use client";

import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { ICON_BUTTON, LineGlyph } from "./line-glyph";
import { SidePanel } from "./side-panel";

type NavSheetProps = { openLabel: string; closeLabel: string; title: string; children: ReactNode };

/** A phone's menu button and the sheet it opens. The sheet closes when a page has been chosen. */
export function NavSheet({ openLabel, closeLabel, title, children }: NavSheetProps) {
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const open = openedOn === pathname;
  return (
    <>
      <button
        type="button"
        aria-label={openLabel}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpenedOn(pathname)}
        className={ICON_BUTTON}
      >
        <LineGlyph path="M4 7h16M4 12h16M4 17h16" />
      </button>
      <SidePanel open={open} onClose={() => setOpenedOn(null)} title={title} closeLabel={closeLabel} kind="menu">
        {children}
      </SidePanel>
    </>
  );
}
