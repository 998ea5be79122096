import { clsx } from "clsx";
import Link from "next/link";
import { SEGMENTED_CHOSEN, SEGMENTED_ITEM, SEGMENTED_OPEN, SEGMENTED_TRACK } from "./segmented-style";

type SegmentedLinksProps = {
  label: string;
  options: readonly { key: string; label: string; href: string; current: boolean }[];
  className?: string;
};

/** Two to four short choices that live in the address, so that a reload or a shared link shows the same. */
export function SegmentedLinks({ label, options, className }: SegmentedLinksProps) {
  return (
    <div role="group" aria-label={label} className={clsx(SEGMENTED_TRACK, className)}>
      {options.map((option) => (
        <Link
          key={option.key}
          href={option.href}
          scroll={false}
          aria-current={option.current ? "true" : undefined}
          className={clsx(SEGMENTED_ITEM, option.current ? SEGMENTED_CHOSEN : SEGMENTED_OPEN)}
        >
          {option.label}
        </Link>
      ))}
    </div>
  );
}
