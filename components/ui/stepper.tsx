"use client";

import { clsx } from "clsx";
import { Minus, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { steppedValue } from "./stepped-value";

const REPEAT_AFTER_MS = 400;
const REPEAT_EVERY_MS = 80;

type StepperProps = {
  label: string;
  decreaseLabel: string;
  increaseLabel: string;
  value: number;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
  name?: string;
  className?: string;
};

/** A small whole number: minus, typing, plus. Holding a button repeats. */
export function Stepper({
  label,
  decreaseLabel,
  increaseLabel,
  value,
  min = 0,
  max = 999,
  onChange,
  name,
  className,
}: StepperProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function step(by: number) {
    const next = steppedValue(latest.current, by, min, max);
    if (next === latest.current) return;
    latest.current = next;
    setDraft(null);
    onChange(next);
  }
  function hold(by: number, wait: number) {
    timer.current = setTimeout(() => {
      step(by);
      hold(by, REPEAT_EVERY_MS);
    }, wait);
  }
  const release = () => clearTimeout(timer.current);
  const button = (by: number, text: string, disabled: boolean, Glyph: typeof Minus) => (
    <button
      type="button"
      aria-label={text}
      disabled={disabled}
      onClick={() => step(by)}
      onPointerDown={() => hold(by, REPEAT_AFTER_MS)}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      className="grid size-11 touch-manipulation place-items-center text-ink-2 select-none hover:text-accent-ink focus-visible:rounded-md disabled:text-line-strong disabled:opacity-50"
    >
      <Glyph aria-hidden="true" size={18} />
    </button>
  );

  return (
    <div
      role="group"
      aria-label={label}
      className={clsx("inline-flex flex-none items-center rounded-md border border-line-strong bg-surface", className)}
    >
      {button(-1, decreaseLabel, value <= min, Minus)}
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        name={name}
        value={draft ?? String(value)}
        onChange={(event) => setDraft(event.target.value.replace(/\D/g, "").slice(0, String(max).length))}
        onBlur={() => {
          if (draft !== null && draft !== "") onChange(steppedValue(Number(draft), 0, min, max));
          setDraft(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") step(1);
          if (event.key === "ArrowDown") step(-1);
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        className="h-11 w-11 bg-transparent text-center text-base font-semibold tabular-nums"
      />
      {button(1, increaseLabel, value >= max, Plus)}
    </div>
  );
}
