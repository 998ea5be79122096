"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Opens the browser's print dialog. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button size="sm" onClick={() => window.print()} data-print="hide">
      <Printer aria-hidden="true" size={16} strokeWidth={1.75} />
      {label}
    </Button>
  );
}
