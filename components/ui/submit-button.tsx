"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonStyleProps } from "@/components/ui/button-style";

type SubmitButtonProps = ButtonStyleProps & {
  children: ReactNode;
  busyLabel: ReactNode;
  /** The form's id, when the button stands outside it. */
  form?: string;
  className?: string;
};

/** Sends a native form, and says at once that it is being sent. Works without JavaScript as any submit button does. */
export function SubmitButton({ children, busyLabel, form, ...style }: SubmitButtonProps) {
  const marker = useRef<HTMLSpanElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const sent = form === undefined ? marker.current?.closest("form") : document.getElementById(form);
    const start = () => setBusy(true);
    // A page that comes back from the browser's memory is not sending any more.
    const stop = () => setBusy(false);
    sent?.addEventListener("submit", start);
    window.addEventListener("pageshow", stop);
    return () => {
      sent?.removeEventListener("submit", start);
      window.removeEventListener("pageshow", stop);
    };
  }, [form]);
  return (
    <>
      <Button {...style} type="submit" busy={busy} busyLabel={busyLabel} {...(form === undefined ? {} : { form })}>
        {children}
      </Button>
      <span ref={marker} hidden />
    </>
  );
}
