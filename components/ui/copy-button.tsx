"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import type { ButtonStyleProps } from "./button-style";

const CONFIRM_MS = 2000;

type CopyButtonProps = {
  text: string;
  /** "复制接口地址": what is copied. */
  label: string;
  copiedLabel: string;
  /** Without it the button shows its icon alone. */
  showLabel?: boolean;
  variant?: ButtonStyleProps["variant"];
  size?: ButtonStyleProps["size"];
  className?: string;
};

/** Copies a text and says so. */
export function CopyButton({
  text,
  label,
  copiedLabel,
  showLabel = false,
  variant = "ghost",
  size,
  className,
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    await writeClipboard(text);
    setCopied(true);
  }

  const Glyph = copied ? Check : Copy;
  return (
    <>
      <Button
        variant={variant}
        size={size ?? (showLabel ? "sm" : "icon")}
        aria-label={showLabel ? undefined : label}
        title={showLabel ? undefined : label}
        onClick={() => void copy()}
        className={className}
      >
        <Glyph aria-hidden="true" size={18} strokeWidth={1.75} />
        {showLabel && (copied ? copiedLabel : label)}
      </Button>
      <span role="status" className="sr-only">
        {copied ? copiedLabel : ""}
      </span>
    </>
  );
}

/** The clipboard interface exists only on https and localhost; elsewhere a selected field does. */
async function writeClipboard(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
