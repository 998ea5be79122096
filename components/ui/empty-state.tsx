import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing here yet: one sentence, and the action that fills it. */
export function EmptyState({ icon: Glyph, title, detail, action, className }: EmptyStateProps) {
  return (
    <div className={clsx("grid justify-items-center gap-1 px-6 py-10 text-center", className)}>
      <Glyph aria-hidden="true" size={28} strokeWidth={1.75} className="mb-2 text-ink-3" />
      <p className="font-semibold">{title}</p>
      {detail !== undefined && <p className="text-md text-ink-2">{detail}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
