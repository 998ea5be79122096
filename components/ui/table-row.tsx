import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type TableRowProps = ComponentProps<"tr"> & {
  /** The row whose detail is open: tinted, with an edge. */
  chosen?: boolean;
  /** The sum under a dark rule. */
  total?: boolean;
};

/** A row of a table's body or foot. */
export function TableRow({ chosen = false, total = false, className, ...rest }: TableRowProps) {
  return (
    <tr
      {...rest}
      aria-current={chosen ? "true" : rest["aria-current"]}
      className={classNames(
        "border-b border-line last:border-b-0",
        chosen && "bg-accent-soft shadow-[inset_3px_0_0_var(--color-accent)]",
        total && "border-t border-t-ink-3 font-semibold",
        className,
      )}
    />
  );
}
