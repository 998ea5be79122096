import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The key page's places while it is read. */
export function KeySkeleton({ label }: { label: string }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">{label}</p>
      <Card as="div" className="grid min-h-60 content-start gap-4">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-10 w-full" />
      </Card>
      <Card as="div" className="mt-4 min-h-96 tablet:mt-6">
        <Skeleton className="h-6 w-28" />
        <Skeleton className="mt-6 h-24 w-full" />
        <Skeleton className="mt-6 h-40 w-full" />
      </Card>
    </div>
  );
}
