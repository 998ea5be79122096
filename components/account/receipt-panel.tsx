"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { SidePanel } from "@/components/ui/side-panel";

type ReceiptPanelProps = {
  /** The call that the address names; null when it names none. */
  call: string | null;
  /** The page without a receipt. */
  closedHref: string;
  title: string;
  closeLabel: string;
  children: ReactNode;
};

/** Shows the receipt beside the calls, or over them on a phone. Closes at once, and the address follows. */
export function ReceiptPanel({ call, closedHref, title, closeLabel, children }: ReceiptPanelProps) {
  const router = useRouter();
  const [closed, setClosed] = useState<string | null>(null);
  // The address caught up: the same receipt may be opened again.
  if (call === null && closed !== null) setClosed(null);
  const close = useCallback(() => {
    setClosed(call);
    router.push(closedHref, { scroll: false });
    // A receipt that came with the page was opened from no row; the focus goes to its row all the same.
    if (call !== null) requestAnimationFrame(() => document.getElementById(`row-${call}`)?.focus());
  }, [call, closedHref, router]);
  return (
    <SidePanel open={call !== null && call !== closed} onClose={close} title={title} closeLabel={closeLabel}>
      {children}
    </SidePanel>
  );
}
