import { clsx } from "clsx";
import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const badgeStyle = cva(
  "inline-flex h-6 flex-none items-center gap-1 rounded-sm px-2 text-xs/4 font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        plain: "bg-sunken text-ink-2",
        line: "text-ink-2 inset-ring inset-ring-line",
        ok: "bg-ok-soft text-ok",
        warn: "bg-warn-soft text-warn",
        danger: "bg-danger-soft text-danger",
        accent: "bg-accent-soft text-accent-ink",
        offer: "bg-offer-soft text-offer-ink",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

type BadgeProps = VariantProps<typeof badgeStyle> & { icon?: LucideIcon; className?: string; children: ReactNode };

/** A state in a word; the colour only repeats what the word or icon says. */
export function Badge({ tone, icon: Glyph, className, children }: BadgeProps) {
  return (
    <span className={clsx(badgeStyle({ tone }), className)}>
      {Glyph && <Glyph aria-hidden="true" size={14} strokeWidth={2} />}
      {children}
    </span>
  );
}
