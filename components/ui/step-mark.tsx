import { clsx } from "clsx";
import { Check, X } from "lucide-react";

export type StepState = "done" | "now" | "next" | "failed";

const LOOK: Record<StepState, string> = {
  done: "border border-accent bg-accent text-on-accent",
  now: "border-2 border-accent bg-surface text-accent-ink",
  next: "border-[1.5px] border-line-strong bg-surface text-ink-3",
  failed: "border-[1.5px] border-danger bg-danger-soft text-danger",
};

type StepMarkProps = { state: StepState; number?: number; className?: string };

/** Done is filled with a check, now is a ring, next an outline: told apart by shape, not colour. */
export function StepMark({ state, number, className }: StepMarkProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid size-6 flex-none place-items-center rounded-full text-xs/none font-semibold",
        LOOK[state],
        className,
      )}
    >
      {state === "done" && <Check size={14} strokeWidth={2.5} />}
      {state === "failed" && <X size={14} strokeWidth={2.5} />}
      {state === "now" && number === undefined && <span className="size-2 rounded-full bg-accent" />}
      {(state === "now" || state === "next") && number}
    </span>
  );
}
