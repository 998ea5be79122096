"use client";

import type { ReactNode } from "react";
import { applyTheme, shownTheme } from "./apply-theme";

type ThemeToggleProps = { label: string; className: string; children: ReactNode };

/** The part of the theme switch that runs in the browser. */
export function ThemeToggle({ label, className, children }: ThemeToggleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => applyTheme(shownTheme() === "dark" ? "light" : "dark")}
      className={className}
    >
      {children}
    </button>
  );
}
