import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type SectionProps = {
  id: string;
  title: ReactNode;
  lead?: ReactNode;
  /** At the right of the heading: a choice, a link. */
  aside?: ReactNode;
  /** "compare" is as wide as the comparison of all plans. */
  width?: "page" | "compare";
  className?: string;
  children: ReactNode;
};

/** A section of a public page, with the room above it that the hall's pages have. */
export function Section({ id, title, lead, aside, width = "page", className, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={classNames(
        "mx-auto px-4 pt-14 tablet:px-6 tablet:pt-22",
        width === "page" ? "max-w-page" : "max-w-compare desk:px-8",
        className,
      )}
    >
      <div className="mb-5 flex flex-col items-stretch gap-4 tablet:mb-8 tablet:flex-row tablet:flex-wrap tablet:items-end tablet:justify-between tablet:gap-6">
        <div>
          <h2 id={`${id}-title`} className="text-[1.625rem]/9 font-bold tablet:text-3xl">
            {title}
          </h2>
          {lead !== undefined && <p className="mt-2 text-ink-2">{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
