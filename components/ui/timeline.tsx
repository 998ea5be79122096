import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { StepMark, type StepState } from "./step-mark";

export type TimelineStep = { key: string; state: StepState; title: ReactNode; detail?: ReactNode; aside?: ReactNode };

type TimelineProps = {
  steps: readonly TimelineStep[];
  /** What each state is called, for those who cannot see the marks. */
  stateLabels: Record<StepState, string>;
  className?: string;
};

/** What has happened and what comes next, from top to bottom. */
export function Timeline({ steps, stateLabels, className }: TimelineProps) {
  return (
    <ol className={className}>
      {steps.map((step) => (
        <li key={step.key} aria-current={step.state === "now" ? "step" : undefined} className="group flex gap-4">
          <span className="flex flex-col items-center">
            <StepMark state={step.state} />
            <span className="my-1 w-0 flex-1 border-s-[1.5px] border-line group-last:hidden" />
          </span>
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 pb-4 group-last:pb-0">
            <span className="min-w-0">
              <span className={classNames("block text-md/6", step.state === "next" ? "text-ink-2" : "font-semibold")}>
                {step.title}
                <span className="sr-only">{stateLabels[step.state]}</span>
              </span>
              {step.detail !== undefined && <span className="block text-sm text-ink-2">{step.detail}</span>}
            </span>
            {step.aside !== undefined && <span className="text-sm text-ink-3">{step.aside}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
