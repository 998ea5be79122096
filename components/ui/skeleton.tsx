import { clsx } from "clsx";

type SkeletonProps = { className?: string };

/** A grey block of the size of what is being read. It appears after 300 ms, so that quick answers do not flicker. */
export function Skeleton({ className }: SkeletonProps) {
  return <span aria-hidden="true" className={clsx("skeleton-fill block animate-skeleton rounded-sm", className)} />;
}
