import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The overview's places while its figures are read: the same cards, of the same size. */
export function OverviewSkeleton({ label }: { label: string }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">{label}</p>
      <Card as="div" className="min-h-[27rem] tablet:min-h-[25rem]">
        <Skeleton className="h-5 w-20" />
        <Skeleton className="mt-2 h-13 w-44 tablet:h-15" />
        <Skeleton className="mt-2 h-6 w-72 max-w-full" />
        <Skeleton className="mt-14 h-12 w-full" />
        <div className="mt-12 grid gap-4">
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </div>
      </Card>
      <div className="mt-4 grid gap-4 tablet:mt-6 tablet:gap-6 desk:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <Card as="div" className="min-h-[25rem]">
          <Skeleton className="h-6 w-36" />
          <Skeleton className="mt-5 h-12 w-64" />
          <Skeleton className="mt-5 h-52 w-full" />
        </Card>
        <Card as="div" className="min-h-60">
          <Skeleton className="h-6 w-24" />
          <Skeleton className="mt-4 h-8 w-40" />
          <Skeleton className="mt-4 h-16 w-full" />
        </Card>
      </div>
    </div>
  );
}
