import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { buttonStyle, type ButtonStyleProps } from "./button-style";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonStyleProps & {
    /** Shown instead of the label while something runs; the width stays. Give it with `busy`. */
    busyLabel?: ReactNode;
    busy?: boolean;
  };

/** A button. Icon-only ones need an aria-label. A disabled one says why in its own label ("已售完"). */
export function Button({
  variant,
  size,
  block,
  busy = false,
  busyLabel,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonStyle({ variant, size, block }), className)}
    >
      {busyLabel === undefined ? (
        children
      ) : (
        <span className="grid *:col-start-1 *:row-start-1 *:inline-flex *:items-center *:justify-center *:gap-2">
          <span className={busy ? "invisible" : undefined}>{children}</span>
          <span className={busy ? undefined : "invisible"} aria-hidden={!busy}>
            <LoaderCircle
              aria-hidden="true"
              size={18}
              strokeWidth={2.5}
              className={busy ? "animate-spin" : undefined}
            />
            {busyLabel}
          </span>
        </span>
      )}
    </button>
  );
}
