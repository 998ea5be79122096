import { clsx } from "clsx";
import type { ReactNode } from "react";

/** What a field hands to its control, so that label, hint and error are tied to it. */
export type FieldControl = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Replaces the hint and is announced. Say what is wrong and what would be right. */
  error?: ReactNode;
  labelHidden?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label above, control, hint or error below. */
export function Field({ id, label, hint, error, labelHidden = false, className, children }: FieldProps) {
  const wrong = error !== undefined && error !== null && error !== "";
  const noteId = wrong ? `${id}-error` : hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={clsx("flex flex-col gap-2", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-md font-semibold"}>
        {label}
      </label>
      {children({ id, "aria-describedby": noteId, "aria-invalid": wrong || undefined })}
      {/* The live region stands there from the start: one that appears together with its text is not always read out. */}
      <div aria-live="polite" className="contents">
        {wrong && (
          <p id={`${id}-error`} className="text-sm text-danger">
            {error}
          </p>
        )}
      </div>
      {!wrong && hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}
