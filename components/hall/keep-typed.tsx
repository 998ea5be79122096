"use client";

import { useEffect, useRef } from "react";

type KeepTypedProps = {
  /** Names of the fields to keep. Never a password. */
  names: readonly string[];
  /** Whether the form has just come back refused: what was typed is put back once. */
  restore: boolean;
};

const keyOf = (action: string) => `typed:${action}`;

/** Puts into a native form what was typed before it was refused. Lives in this tab, and only until the page is back. */
export function KeepTyped({ names, restore }: KeepTypedProps) {
  const marker = useRef<HTMLSpanElement>(null);
  const fields = names.join(" ");
  useEffect(() => {
    const form = marker.current?.closest("form");
    if (!form) return;
    const key = keyOf(form.action);
    const kept = new URLSearchParams(sessionStorage.getItem(key) ?? "");
    sessionStorage.removeItem(key);
    const inputs = fields.split(" ").flatMap((name) => {
      const input = form.elements.namedItem(name);
      return input instanceof HTMLInputElement ? [input] : [];
    });
    for (const input of restore ? inputs : []) if (input.value === "") input.value = kept.get(input.name) ?? "";
    const keep = () => {
      const typed = inputs.map((input) => [input.name, input.value]);
      sessionStorage.setItem(key, new URLSearchParams(typed).toString());
    };
    form.addEventListener("submit", keep);
    return () => form.removeEventListener("submit", keep);
  }, [fields, restore]);
  return <span ref={marker} hidden />;
}
