"use client";

import { clsx } from "clsx";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { neighbourIndex } from "./neighbour-index";

type TabsProps = {
  label: string;
  tabs: readonly { key: string; label: string; panel: ReactNode }[];
  className?: string;
};

/** Tabs by the ARIA pattern: arrows move, Home and End jump, Tab enters the panel. */
export function Tabs({ label, tabs, className }: TabsProps) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.key);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const next = neighbourIndex(
      event.key,
      tabs.findIndex((tab) => tab.key === chosen),
      tabs.length,
    );
    const key = next === null ? undefined : tabs[next]?.key;
    if (key === undefined) return;
    event.preventDefault();
    setChosen(key);
    document.getElementById(`${id}-tab-${key}`)?.focus();
  }

  return (
    <div className={clsx("min-w-0", className)}>
      <div role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex gap-5 border-b border-line">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-tab-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === chosen}
            aria-controls={`${id}-panel-${tab.key}`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => setChosen(tab.key)}
            className={clsx(
              "-mb-px min-h-11 border-b-2 text-md whitespace-nowrap",
              tab.key === chosen
                ? "border-accent font-semibold text-ink"
                : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          id={`${id}-panel-${tab.key}`}
          role="tabpanel"
          aria-labelledby={`${id}-tab-${tab.key}`}
          hidden={tab.key !== chosen}
          className="pt-4"
        >
          {tab.panel}
        </div>
      ))}
    </div>
  );
}
