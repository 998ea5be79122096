import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type TableHeadCellProps = ComponentProps<"th"> & { numeric?: boolean; sticky?: boolean };

/** A column's head. Numbers stand at the right, and so does their head. */
export function TableHeadCell({
  numeric = false,
  sticky = false,
  className,
  scope = "col",
  ...rest
}: TableHeadCellProps) {
  return (
    <th
      {...rest}
      scope={scope}
      className={classNames(
        "border-b border-line px-4 py-2 align-bottom text-sm font-normal whitespace-nowrap text-ink-3",
        "group-data-[density=dense]/table:px-3 group-data-[density=dense]/table:py-1.5 group-data-[density=dense]/table:text-xs",
        numeric ? "text-end" : "text-start",
        sticky && "sticky top-0 z-1 bg-surface",
        className,
      )}
    />
  );
}
