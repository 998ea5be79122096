import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type ChoiceCardProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  detail?: ReactNode;
  /** A letter or an icon in a small square at the left. */
  mark?: ReactNode;
  /** "row" has a line between rows inside one card; "card" has its own border, accented when chosen. */
  look?: "row" | "card";
};

/** One of a few choices, as a radio whose whole row is the target. Put several into a fieldset with a legend. */
export function ChoiceCard({ label, detail, mark, look = "row", className, ...rest }: ChoiceCardProps) {
  return (
    <label
      className={clsx(
        "flex min-h-16 items-center gap-4 py-3 has-disabled:text-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        look === "row" && "not-last:border-b not-last:border-line has-focus-visible:rounded-xs",
        look === "card" &&
          "rounded-md border border-line-strong bg-surface px-4 has-checked:border-accent has-checked:inset-ring has-checked:inset-ring-accent",
        className,
      )}
    >
      {mark !== undefined && (
        <span className="grid size-9 flex-none place-items-center rounded-md bg-sunken text-sm font-semibold text-ink-2">
          {mark}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block text-[0.9375rem]/6 font-semibold">{label}</span>
        {detail !== undefined && <span className="block text-sm text-ink-2">{detail}</span>}
      </span>
      <input
        {...rest}
        type="radio"
        className="size-6 flex-none appearance-none rounded-full border-[1.5px] border-line-strong bg-surface checked:border-[7px] checked:border-accent focus-visible:rounded-full focus-visible:outline-none forced-colors:appearance-auto"
      />
    </label>
  );
}
