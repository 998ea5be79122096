"use client";

import { Button } from "@/components/ui/button";
import { fillTemplate } from "@/lib/i18n/fill-template";
import { formatClock, formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { OverviewFigures } from "./overview-figures";
import { useOverviewFigures } from "./use-overview-figures";

export type FreshnessWords = { updated: string; stale: string; offline: string; retry: string };

type OverviewFreshnessProps = {
  figures: OverviewFigures;
  isWaiting?: boolean;
  locale: Locale;
  /** Templates with {instant}: the browser fills in when it last read. */
  words: FreshnessWords;
};

/** When the figures were read; keeps them fresh, and says so when it cannot. */
export function OverviewFreshness({ figures, isWaiting = false, locale, words }: OverviewFreshnessProps) {
  const { data, isError, isPaused, isFetching, refetch } = useOverviewFigures(figures, isWaiting);
  const instant = formatInstant(data.at, locale, data.at);
  const late = isPaused || isError;
  return (
    <>
      <span role="status" className={late ? "text-warn" : "sr-only"}>
        {late && fillTemplate(isPaused ? words.offline : words.stale, { instant: formatClock(data.at) })}
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
