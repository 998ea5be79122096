"use client";

import { useState } from "react";
import { applyTheme } from "./apply-theme";
import { Segmented } from "./segmented";
import type { Theme } from "./theme";

type ThemeChoiceProps = {
  chosen: Theme | undefined;
  label: string;
  labels: Record<Theme | "system", string>;
  className?: string;
};

/** System, light or dark, with the current choice shown. */
export function ThemeChoice({ chosen, label, labels, className }: ThemeChoiceProps) {
  const [theme, setTheme] = useState<Theme | "system">(chosen ?? "system");
  return (
    <Segmented
      label={label}
      value={theme}
      options={[
        { value: "system", label: labels.system },
        { value: "light", label: labels.light },
        { value: "dark", label: labels.dark },
      ]}
      onChange={(value) => {
        setTheme(value);
        applyTheme(value === "system" ? undefined : value);
      }}
      {...(className === undefined ? {} : { className })}
    />
  );
}
