import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type TableProps = ComponentProps<"table"> & {
  /** Names the table; shown only to screen readers unless `captionVisible`. */
  caption: ReactNode;
  captionVisible?: boolean;
  density?: "calm" | "dense";
};

/** A table: heads stay in view, the last row has no line. On phones show fewer columns or a list; it never scrolls sideways. */
export function Table({ caption, captionVisible = false, density = "calm", className, children, ...rest }: TableProps) {
  return (
    <table
      {...rest}
      data-density={density}
      className={classNames(
        "group/table w-full border-collapse",
        density === "calm" ? "text-md" : "text-sm",
        className,
      )}
    >
      <caption className={captionVisible ? "pb-2 text-start text-sm text-ink-3" : "sr-only"}>{caption}</caption>
      {children}
    </table>
  );
}
