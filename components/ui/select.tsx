import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlStyle, type ControlStyleProps } from "./control-style";

type SelectProps = Omit<ComponentProps<"select">, "size"> &
  ControlStyleProps & { options: readonly { value: string; label: string; disabled?: boolean }[] };

/** The platform's own select: a phone shows its wheel. */
export function Select({ size, options, className, ...rest }: SelectProps) {
  return (
    <span className={clsx(controlStyle({ size, padding: "none" }), className)}>
      <select
        {...rest}
        className={clsx(
          "w-full min-w-0 flex-1 cursor-pointer appearance-none self-stretch rounded-[inherit] bg-transparent pe-9 outline-none focus-visible:outline-none",
          size === "sm" || size === "xs" ? "ps-2.5" : "ps-3.5",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" size={16} className="pointer-events-none absolute end-3 text-ink-3" />
    </span>
  );
}
