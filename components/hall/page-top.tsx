import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type PageTopProps = { title: ReactNode; lead?: ReactNode; aside?: ReactNode; width?: "page" | "compare" };

/** The head of an inner page of the hall. */
export function PageTop({ title, lead, aside, width = "page" }: PageTopProps) {
  return (
    <div
      data-width={width}
      className={classNames(
        "mx-auto flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-4 pt-8 pb-5 tablet:px-6 tablet:pt-12 tablet:pb-7",
        width === "page" ? "max-w-page" : "max-w-compare desk:px-8",
      )}
    >
      <div className="max-w-[44rem]">
        <h1 className="text-[1.75rem]/10 font-bold tablet:text-4xl/12">{title}</h1>
        {lead !== undefined && <p className="mt-1 text-ink-2">{lead}</p>}
      </div>
      {aside}
    </div>
  );
}
