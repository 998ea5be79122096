import type { ReactNode } from "react";
import { classNames } from "./class-names";

type CardHeadProps = {
  title: ReactNode;
  /** Names the card: the card's aria-labelledby. */
  titleId?: string;
  /** Beside the title, in a quieter voice: a period, a count. */
  detail?: ReactNode;
  /** At the right: a badge, a link, small buttons. */
  aside?: ReactNode;
  level?: "h2" | "h3";
  density?: "calm" | "dense";
  className?: string;
};

/** The head of a card. The dense one has its own line below and belongs into a card without padding. */
export function CardHead({
  title,
  titleId,
  detail,
  aside,
  level: Heading = "h2",
  density = "calm",
  className,
}: CardHeadProps) {
  return (
    <div
      className={classNames(
        "flex flex-wrap items-center justify-between gap-x-4 gap-y-2",
        density === "calm" ? "mb-4" : "min-h-11 border-b border-line px-4 py-2",
        className,
      )}
    >
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
        <Heading id={titleId} className={density === "calm" ? "text-base/6 font-semibold" : "text-md/5 font-semibold"}>
          {title}
        </Heading>
        {detail !== undefined && <span className="text-sm text-ink-3">{detail}</span>}
      </div>
      {aside}
    </div>
  );
}
