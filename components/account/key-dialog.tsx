"use client";

import clsx from "clsx";
import { useEffect, useId, useRef, type ReactNode } from "react";

type KeyDialogProps = {
  open: boolean;
  title: ReactNode;
  /** Called for Esc and for the dialog's own cancel; null while leaving by accident would lose something. */
  onDismiss: (() => void) | null;
  wide?: boolean;
  children: ReactNode;
};

/** A question in the middle of a desk's screen, at the bottom of a phone's. The browser keeps and returns the focus. */
export function KeyDialog({ open, title, onDismiss, wide = false, children }: KeyDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss?.();
      }}
      // Browsers let a second Esc through: what may not be lost keeps the key from becoming a cancel at all.
      onKeyDown={(event) => {
        if (event.key === "Escape" && onDismiss === null) event.preventDefault();
      }}
      className={clsx(
        "fixed inset-x-0 top-auto bottom-0 m-0 max-h-[92dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-xl border-line bg-surface p-0 shadow-3 backdrop:bg-scrim open:animate-sheet",
        "tablet:inset-0 tablet:m-auto tablet:h-fit tablet:rounded-xl tablet:border",
        wide ? "tablet:w-160" : "tablet:w-115",
      )}
    >
      <div className="px-5 pt-6 pb-[calc(24px+env(safe-area-inset-bottom))] tablet:px-8 tablet:pt-7 tablet:pb-8">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
