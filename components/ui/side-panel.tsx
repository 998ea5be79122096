"use client";

import { clsx } from "clsx";
import { useEffect, useId, useRef, useState, type ReactNode, type SyntheticEvent } from "react";
import { ICON_BUTTON, LineGlyph } from "./line-glyph";

const DESK = "(min-width: 1200px)";

type SidePanelProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  closeLabel: string;
  children: ReactNode;
  /** "detail" stands beside the content on a desk; "menu" and "form" always cover it. */
  kind?: "detail" | "menu" | "form";
  className?: string;
};

/** 400 px beside the content on a desk, a sheet from below on a phone. Esc closes; the focus returns to where it was. */
export function SidePanel({ open, onClose, title, closeLabel, children, kind = "detail", className }: SidePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A detail that the address names is there from the first paint, so that nothing moves when the browser takes over.
  const [startsOpen] = useState(open && kind === "detail");

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const stands = kind === "detail" && window.matchMedia(DESK).matches;
    // Painted open by the server, it does not cover the page yet.
    if (open && !stands && element.open && !element.matches(":modal")) element.close();
    if (open && !element.open) {
      if (stands) element.show();
      else element.showModal();
    }
    if (!open && element.open) element.close();
  }, [open, kind]);

  // A dialog that does not block the page gets no cancel event from Esc.
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [open, onClose]);

  function closeFromScrim(event: SyntheticEvent<HTMLDialogElement>) {
    if (event.target === dialog.current) onClose();
  }

  return (
    <dialog
      ref={dialog}
      open={startsOpen}
      data-side-panel={kind}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeFromScrim}
      className={clsx(
        "fixed inset-x-0 top-auto bottom-0 z-20 m-0 max-h-[88dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-xl border-line bg-surface p-0 shadow-3 backdrop:bg-scrim open:animate-sheet",
        "tablet:inset-y-0 tablet:start-auto tablet:end-0 tablet:h-dvh tablet:max-h-none tablet:w-100 tablet:rounded-none tablet:border-s tablet:open:animate-panel",
        kind === "detail" && "desk:shadow-none",
        className,
      )}
    >
      <div className="px-5 pt-2 pb-[calc(24px+env(safe-area-inset-bottom))] tablet:px-8 tablet:pt-6">
        <div aria-hidden="true" className="mx-auto mb-1 h-1 w-9 rounded-full bg-line-strong tablet:hidden" />
        <div className="flex items-center justify-between gap-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          <button type="button" aria-label={closeLabel} onClick={onClose} className={`${ICON_BUTTON} -me-3`}>
            <LineGlyph path="M6 6l12 12M18 6 6 18" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
