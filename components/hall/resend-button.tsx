"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const SECOND_MS = 1000;

type ResendButtonProps = {
  /** How long the server still refuses, at the time the page was made. */
  waitSeconds: number;
  label: string;
  /** "{seconds} 秒后可以重发" */
  waitingLabel: string;
};

/**
 * Asks for a new code, after counting the wait down. Without JavaScript it is an ordinary submit button: the server
 * knows the wait as well.
 */
export function ResendButton({ waitSeconds, label, waitingLabel }: ResendButtonProps) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const endsAt = performance.now() + waitSeconds * SECOND_MS;
    const tick = () => setLeft(Math.max(0, Math.ceil((endsAt - performance.now()) / SECOND_MS)));
    const timer = setInterval(tick, SECOND_MS);
    const first = setTimeout(tick);
    return () => {
      clearInterval(timer);
      clearTimeout(first);
    };
  }, [waitSeconds]);

  const waits = left !== null && left > 0;
  return (
    <Button type="submit" variant="ghost" disabled={waits} className="tabular-nums">
      {waits ? waitingLabel.replace("{seconds}", String(left)) : label}
    </Button>
  );
}
