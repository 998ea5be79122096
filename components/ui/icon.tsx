import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";

type IconProps = { of: LucideIcon; size?: number; strokeWidth?: number; className?: string };

/** A line icon beside a word; decoration only, so screen readers skip it. */
export function Icon({ of: Glyph, size = 20, strokeWidth = 1.75, className }: IconProps) {
  return (
    <Glyph
      aria-hidden="true"
      focusable="false"
      size={size}
      strokeWidth={strokeWidth}
      className={clsx("flex-none", className)}
    />
  );
}
