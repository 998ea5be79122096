import type { ReactNode } from "react";
import { classNames } from "./class-names";

type DefinitionListProps = { items: readonly { key: string; term: ReactNode; value: ReactNode }[]; className?: string };

/** Names at the left, values at the right: an order, a receipt, a profile. */
export function DefinitionList({ items, className }: DefinitionListProps) {
  return (
    <dl className={classNames("grid gap-3 text-md", className)}>
      {items.map((item) => (
        <div key={item.key} className="flex items-baseline justify-between gap-4">
          <dt className="flex-none text-ink-2">{item.term}</dt>
          <dd className="min-w-0 text-end tabular-nums wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
