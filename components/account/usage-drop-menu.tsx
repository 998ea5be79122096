"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

type UsageDropMenuProps = {
  /** What the button shows: the choice in force, with its icons. */
  label: ReactNode;
  /** What the button is called. */
  name: string;
  /** On a phone the menu keeps to this side of the screen. */
  side: "start" | "end";
  className?: string;
  children: ReactNode;
};

/**
 * A control that opens a small panel below itself. It is a disclosure, so it works before and without JavaScript; with it,
 * Esc and a press elsewhere close it. Give it a key of the address, so that a choice closes it as well.
 */
export function UsageDropMenu({ label, name, side, className, children }: UsageDropMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const closeFromOutside = ({ target }: Event) => {
      const element = details.current;
      if (element?.open && target instanceof Node && !element.contains(target)) element.open = false;
    };
    document.addEventListener("pointerdown", closeFromOutside);
    document.addEventListener("focusin", closeFromOutside);
    return () => {
      document.removeEventListener("pointerdown", closeFromOutside);
      document.removeEventListener("focusin", closeFromOutside);
    };
  }, []);

  function closeByKey(event: KeyboardEvent<HTMLDetailsElement>) {
    const element = details.current;
    if (event.key !== "Escape" || !element?.open) return;
    // Esc closes one thing at a time: the receipt beside it stays.
    event.preventDefault();
    element.open = false;
    element.querySelector("summary")?.focus();
  }

  return (
    <details ref={details} onKeyDown={closeByKey} className={clsx("relative", className)}>
      <summary
        aria-label={name}
        className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-1.5 rounded-md border border-line-strong bg-surface px-3 tablet:gap-2 tablet:px-3.5 text-md/5 whitespace-nowrap tabular-nums hover:bg-sunken [&::-webkit-details-marker]:hidden"
      >
        {label}
      </summary>
      <div
        className={clsx(
          "absolute top-full z-10 mt-1.5 rounded-md border border-line bg-raised p-2 shadow-3",
          side === "start" ? "start-0" : "end-0 tablet:start-0 tablet:end-auto",
        )}
      >
        {children}
      </div>
    </details>
  );
}
