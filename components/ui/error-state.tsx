import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type ErrorStateProps = {
  title: ReactNode;
  /** What it did not touch: metering goes on, nothing was charged. */
  detail: ReactNode;
  /** "编号 req_…": what to quote to support. */
  reference?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Something could not be read: what happened, what it did not touch, what to do. */
export function ErrorState({ title, detail, reference, action, className }: ErrorStateProps) {
  return (
    <div role="alert" className={clsx("grid justify-items-center gap-1 px-6 py-10 text-center", className)}>
      <TriangleAlert aria-hidden="true" size={28} strokeWidth={1.75} className="mb-2 text-ink-3" />
      <p className="font-semibold">{title}</p>
      <p className="text-md text-ink-2">{detail}</p>
      {reference !== undefined && <p className="font-mono text-xs text-ink-3">{reference}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
