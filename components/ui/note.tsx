import { clsx } from "clsx";
import { Check, Clock, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const TONES = {
  neutral: { box: "bg-sunken", glyph: "text-ink-2", icon: Info },
  ok: { box: "bg-ok-soft", glyph: "text-ok", icon: Check },
  warn: { box: "bg-warn-soft", glyph: "text-warn", icon: Clock },
  danger: { box: "bg-danger-soft", glyph: "text-danger", icon: TriangleAlert },
} as const;

type NoteProps = {
  tone?: keyof typeof TONES;
  /** The outcome, in bold, first. What to do follows as children. */
  title?: ReactNode;
  icon?: LucideIcon;
  /** "alert" interrupts a screen reader: only for what failed just now. */
  announce?: "status" | "alert";
  className?: string;
  children?: ReactNode;
};

/** A sentence that matters: bold outcome, then what to do. */
export function Note({ tone = "neutral", title, icon, announce, className, children }: NoteProps) {
  const { box, glyph, icon: defaultIcon } = TONES[tone];
  const Glyph = icon ?? defaultIcon;
  return (
    <div role={announce} className={clsx("flex gap-3 rounded-md px-4 py-3 text-md text-ink-2", box, className)}>
      <Glyph aria-hidden="true" size={20} strokeWidth={1.75} className={clsx("mt-px", glyph)} />
      <div className="min-w-0 flex-1 text-pretty">
        {title !== undefined && <b className="font-semibold text-ink">{title}</b>}
        {children}
      </div>
    </div>
  );
}
