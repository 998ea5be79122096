import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { StepMark, type StepState } from "./step-mark";

type StepsProps = {
  label: string;
  steps: readonly { key: string; state: StepState; title: ReactNode }[];
  stateLabels: Record<StepState, string>;
  className?: string;
};

/** The few steps of a flow, from left to right. */
export function Steps({ label, steps, stateLabels, className }: StepsProps) {
  return (
    <ol aria-label={label} className={classNames("grid auto-cols-fr grid-flow-col", className)}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === "now" ? "step" : undefined}
          className={classNames(
            "relative flex flex-col items-center gap-2 text-center text-xs/4 text-ink-3 aria-[current=step]:font-semibold aria-[current=step]:text-ink",
            index > 0 &&
              "before:absolute before:end-1/2 before:top-3 before:w-full before:border-t-[1.5px] before:border-line-strong",
            steps[index - 1]?.state === "done" && "before:border-accent",
          )}
        >
          <StepMark state={step.state} number={index + 1} className="relative z-1" />
          <span>
            {step.title}
            <span className="sr-only">{stateLabels[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
