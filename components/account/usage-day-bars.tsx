"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { UsageBarsInteractive } from "@/components/charts/usage-bars-interactive";
import type { UsageChart } from "@/lib/usage/usage-chart";

type UsageDayBarsProps = {
  chart: UsageChart;
  selectedDay: string | null;
  dayNames: Readonly<Record<string, string>>;
  totalLabel: string;
  previousLabel: string;
  /** Where a press on a day leads; "{day}" stands for the day. */
  dayHref: string;
  /** Where a press on the chosen day leads: back to all days. */
  allHref: string;
};

/** The chart for the pointer: a press on a day filters the calls below; a second one takes the filter away. */
export function UsageDayBars({ selectedDay, dayHref, allHref, ...bars }: UsageDayBarsProps) {
  const router = useRouter();
  const select = useCallback(
    (day: string) => router.push(day === selectedDay ? allHref : dayHref.replace("{day}", day), { scroll: false }),
    [router, selectedDay, dayHref, allHref],
  );
  return (
    <UsageBarsInteractive {...bars} height={264} onSelectDay={select} {...(selectedDay !== null && { selectedDay })} />
  );
}
