import { clsx } from "clsx";

type ProgressBarProps = {
  /** What the bar measures, in words with the figures: "剩 1,839.9万，共 4,000万". */
  label: string;
  /** Parts of 1, cut to what can be shown. */
  from?: number;
  to: number;
  className?: string;
};

/** How much of a whole: a filled part on a track. */
export function ProgressBar({ label, from = 0, to, className }: ProgressBarProps) {
  const start = Math.min(Math.max(from, 0), 1);
  const end = Math.min(Math.max(to, start), 1);
  return (
    <div
      role="img"
      aria-label={label}
      className={clsx("h-2 overflow-hidden rounded-xs bg-sunken inset-ring inset-ring-line", className)}
    >
      <span
        data-amount=""
        className="block h-full rounded-xs bg-accent"
        style={{ marginInlineStart: `${start * 100}%`, width: `${(end - start) * 100}%` }}
      />
    </div>
  );
}
