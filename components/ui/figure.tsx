import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const figureStyle = cva("figure-text inline-flex items-baseline whitespace-nowrap", {
  variants: {
    size: {
      // "hero" is the one number of a screen
      hero: "gap-2 text-[2.75rem]/13 tablet:text-5xl/15",
      xl: "gap-2 text-4xl/12",
      lg: "gap-1.5 text-3xl/10",
      md: "gap-1.5 text-2xl/8",
      sm: "gap-1 text-xl/7",
    },
  },
  defaultVariants: { size: "md" },
});

const UNIT = { hero: "text-lg", xl: "text-base", lg: "text-md", md: "text-sm", sm: "text-sm" } as const;

type FigureProps = VariantProps<typeof figureStyle> & { value: ReactNode; unit?: ReactNode; className?: string };

/** A number first: large, tabular, with its unit following smaller and quieter. */
export function Figure({ value, unit, size, className }: FigureProps) {
  return (
    <span className={classNames(figureStyle({ size }), className)}>
      {value}
      {unit !== undefined && unit !== "" && (
        <span className={classNames("font-medium tracking-normal text-ink-2", UNIT[size ?? "md"])}>{unit}</span>
      )}
    </span>
  );
}
