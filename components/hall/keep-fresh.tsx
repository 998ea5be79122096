"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { systemMs } from "@/lib/time/clock";

/** What a browser's timer can count. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
/** A page that was out of sight for longer is read again when it is looked at. */
const STALE_AFTER_MS = 30_000;

type KeepFreshProps = {
  /** How long the prices on the page hold, from when it was rendered; null while no change is known. */
  holdsForMs: number | null;
};

/** Reads the page again at the instant at which a price on it changes, and when it comes back into sight. */
export function KeepFresh({ holdsForMs }: KeepFreshProps) {
  const router = useRouter();
  useEffect(() => {
    if (holdsForMs === null || holdsForMs > LONGEST_TIMEOUT_MS) return;
    const timer = setTimeout(() => router.refresh(), holdsForMs);
    return () => clearTimeout(timer);
  }, [holdsForMs, router]);
  useEffect(() => {
    let readMs = systemMs();
    const onVisible = () => {
      if (document.visibilityState !== "visible" || systemMs() - readMs < STALE_AFTER_MS) return;
      readMs = systemMs();
      router.refresh();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [router]);
  return null;
}
