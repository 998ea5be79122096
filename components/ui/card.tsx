import type { HTMLAttributes } from "react";
import { classNames } from "./class-names";

type CardProps = HTMLAttributes<HTMLElement> & {
  as?: "section" | "div" | "article" | "li" | "form";
  /** "panel" is the staff's denser card with a 44 px head; "none" leaves the padding to the content. */
  padding?: "card" | "none";
  density?: "calm" | "dense";
};

/** A bordered surface. Give a section an aria-labelledby that names its heading. */
export function Card({ as: Element = "section", padding = "card", density = "calm", className, ...rest }: CardProps) {
  return (
    <Element
      {...rest}
      className={classNames(
        "min-w-0 border border-line bg-surface",
        density === "calm" ? "rounded-lg" : "rounded-md",
        padding === "card" && (density === "calm" ? "px-4 py-5 tablet:p-6" : "p-4"),
        className,
      )}
    />
  );
}
