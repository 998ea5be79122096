import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; detail?: ReactNode };

/** A 24 px box with its label; the whole row is the target. Never ticked beforehand for anything that costs. */
export function Checkbox({ label, detail, className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx("grid min-h-11 grid-cols-[24px_1fr] items-start gap-x-3 gap-y-1 py-2.5", className)}>
      <span className="relative grid size-6 place-items-center">
        <input
          {...rest}
          type="checkbox"
          className="peer size-6 appearance-none rounded-sm border-[1.5px] border-line-strong bg-surface checked:border-accent checked:bg-accent disabled:bg-sunken forced-colors:appearance-auto"
        />
        <svg
          viewBox="0 0 24 24"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="pointer-events-none absolute inset-0 m-auto size-5 text-on-accent opacity-0 peer-checked:opacity-100 forced-colors:hidden"
        >
          <path d="m6 12.5 4 4L18 8" />
        </svg>
      </span>
      <span className="text-md/6">{label}</span>
      {detail !== undefined && <span className="col-start-2 text-md text-ink-2">{detail}</span>}
    </label>
  );
}
