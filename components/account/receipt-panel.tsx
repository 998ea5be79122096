"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useCallback, useState } from "react";
import { SidePanel } from "@/components/ui/side-panel";
import { Skeleton } from "@/components/ui/skeleton";

type ReceiptPanelProps = {
  /** The call that the address names; null when it names none. */
  call: string | null;
  /** The page without a receipt. */
  closedHref: string;
  title: string;
  closeLabel: string;
  /** The rows: links that carry their call as `data-call`. */
  list: ReactNode;
  /** The receipt of `call`. */
  children: ReactNode;
};

/** What was asked for while the address still named `while`. */
type Wish = { call: string | null; while: string | null };

/** Shows a receipt beside the calls, or over them on a phone. Opens and closes at once; address and figures follow. */
export function ReceiptPanel({ call, closedHref, title, closeLabel, list, children }: ReceiptPanelProps) {
  const router = useRouter();
  const [wish, setWish] = useState<Wish | null>(null);
  // The address moved on: from now on it decides again.
  if (wish !== null && wish.while !== call) setWish(null);
  const shown = wish === null ? call : wish.call;

  const close = useCallback(() => {
    setWish({ call: null, while: call });
    router.push(closedHref, { scroll: false });
    // A receipt that came with the page was opened from no row; the focus goes to its row all the same.
    if (shown !== null) requestAnimationFrame(() => document.getElementById(`row-${shown}`)?.focus());
  }, [call, shown, closedHref, router]);

  function openAtOnce(event: MouseEvent<HTMLDivElement>) {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-call]") : null;
    const asked = link?.dataset["call"];
    if (isPlain && asked !== undefined) setWish({ call: asked, while: call });
  }

  return (
    <>
      <div onClickCapture={openAtOnce}>{list}</div>
      <SidePanel open={shown !== null} onClose={close} title={title} closeLabel={closeLabel}>
        {shown === call ? children : <ReceiptSkeleton />}
      </SidePanel>
    </>
  );
}

/** In the receipt's own layout, while it is read. */
function ReceiptSkeleton() {
  return (
    <div className="grid gap-4 py-4">
      <Skeleton className="h-11" />
      <Skeleton className="h-44" />
      <Skeleton className="h-28" />
      <Skeleton className="h-28" />
    </div>
  );
}
