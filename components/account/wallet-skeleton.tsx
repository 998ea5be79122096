import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The wallet's places while it is read. */
export function WalletSkeleton({ label }: { label: string }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">{label}</p>
      <Card as="div" className="min-h-40">
        <Skeleton className="h-5 w-20" />
        <Skeleton className="mt-2 h-13 w-44 tablet:h-15" />
        <Skeleton className="mt-2 h-6 w-60 max-w-full" />
      </Card>
      <Card as="div" className="mt-4 grid gap-5 tablet:mt-6">
        <Skeleton className="h-6 w-36" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </Card>
    </div>
  );
}
