import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PageHeadProps = {
  title: ReactNode;
  lead?: ReactNode;
  aside?: ReactNode;
  density?: "calm" | "dense";
  className?: string;
};

/** The heading of a page in the account or the back office: what it is, and at the right when it was read or what can be done. */
export function PageHead({ title, lead, aside, density = "calm", className }: PageHeadProps) {
  return (
    <div
      className={classNames(
        "flex flex-wrap items-end justify-between gap-x-6 gap-y-3",
        density === "calm" ? "mt-2 mb-4 tablet:mt-0 tablet:mb-6" : "mb-4 items-start",
        className,
      )}
    >
      <div>
        <h1
          className={
            density === "calm"
              ? "text-2xl font-semibold tracking-[-0.005em]"
              : "flex items-center gap-2.5 text-xl font-semibold"
          }
        >
          {title}
        </h1>
        {lead !== undefined && (
          <p className={density === "calm" ? "mt-1 text-md text-ink-2" : "mt-0.5 text-ink-3"}>{lead}</p>
        )}
      </div>
      {aside !== undefined && <div className="flex flex-wrap items-center gap-3 text-sm text-ink-3">{aside}</div>}
    </div>
  );
}
