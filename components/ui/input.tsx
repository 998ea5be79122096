import { clsx } from "clsx";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle, type ControlStyleProps } from "./control-style";

type InputProps = Omit<ComponentProps<"input">, "size" | "prefix"> &
  ControlStyleProps & {
    /** "¥" before, "万词元" after. */
    prefix?: ReactNode;
    suffix?: ReactNode;
    /** Shown only where it informs, such as a code with a check digit. */
    valid?: boolean;
    /** Figures stand at the right in staff tables. */
    numeric?: boolean;
  };

/** A one-line input. Spread what Field gives onto it. */
export function Input({ size, prefix, suffix, valid = false, numeric = false, className, ...rest }: InputProps) {
  const invalid = rest["aria-invalid"] === true;
  return (
    <span
      className={clsx(
        controlStyle({ size, valid, padding: size === "sm" || size === "xs" ? "compact" : "md" }),
        className,
      )}
    >
      {prefix !== undefined && <span className="flex-none text-ink-3">{prefix}</span>}
      <input
        {...rest}
        className={clsx(
          // A share of the width, so that the browser's usual twenty letters do not make a narrow form wider.
          "w-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 focus-visible:outline-none",
          numeric && "text-end font-semibold tabular-nums",
        )}
      />
      {suffix !== undefined && <span className="flex-none text-ink-3">{suffix}</span>}
      {invalid && <TriangleAlert aria-hidden="true" size={18} className="text-danger" />}
      {!invalid && valid && <CircleCheck aria-hidden="true" size={18} className="text-ok" />}
    </span>
  );
}
