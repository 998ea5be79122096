"use client";

import { clsx } from "clsx";
import { SEGMENTED_CHOSEN, SEGMENTED_ITEM, SEGMENTED_OPEN, SEGMENTED_TRACK } from "./segmented-style";

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value | null;
  onChange: (value: Value) => void;
  className?: string;
};

/** Two to four short choices that change what is shown here. */
export function Segmented<Value extends string>({ label, options, value, onChange, className }: SegmentedProps<Value>) {
  return (
    <div role="group" aria-label={label} className={clsx(SEGMENTED_TRACK, className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(SEGMENTED_ITEM, option.value === value ? SEGMENTED_CHOSEN : SEGMENTED_OPEN)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
