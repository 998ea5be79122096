"use client";

import { Button } from "@/components/ui/button";
import { fillTemplate } from "@/lib/i18n/fill-template";
import { formatClock } from "@/lib/i18n/format-time";
import type { UsagePulseAnswer } from "./usage-pulse";
import { useUsagePulse } from "./use-usage-pulse";

type UsageFreshnessProps = {
  pulse: UsagePulseAnswer;
  from: string;
  to: string;
  /** Templates with {instant}: the browser fills in when it last read. */
  words: { updated: string; stale: string; offline: string; retry: string };
};

/** When the figures were read; keeps them fresh, and says so when it cannot. */
export function UsageFreshness({ pulse, from, to, words }: UsageFreshnessProps) {
  const { data, isError, isPaused, isFetching, refetch } = useUsagePulse(pulse, from, to);
  const instant = formatClock(data.at);
  const late = isPaused || isError;
  return (
    <>
      <span role="status" className={late ? "text-warn" : "sr-only"}>
        {late && fillTemplate(isPaused ? words.offline : words.stale, { instant })}
      </span>
      {late ? (
        <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
          {words.retry}
        </Button>
      ) : (
        <span className="tabular-nums">{fillTemplate(words.updated, { instant })}</span>
      )}
    </>
  );
}
