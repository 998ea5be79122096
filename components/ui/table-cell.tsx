import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type TableCellProps = ComponentProps<"td"> & {
  numeric?: boolean;
  /** The cell that names its row: a row header for screen readers. */
  rowHead?: boolean;
};

/** A cell. Figures are tabular, at the right, and never wrap. */
export function TableCell({ numeric = false, rowHead = false, className, ...rest }: TableCellProps) {
  const style = classNames(
    "px-4 py-3 align-middle group-data-[density=dense]/table:px-3 group-data-[density=dense]/table:py-1.5",
    numeric && "text-end whitespace-nowrap tabular-nums",
    rowHead && "text-start font-semibold",
    className,
  );
  return rowHead ? <th {...rest} scope="row" className={style} /> : <td {...rest} className={style} />;
}
