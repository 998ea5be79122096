"use client";

import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import type { UsageChart } from "@/lib/usage/usage-chart";
import { BarLayer, UsageBars } from "./usage-bars";

/** Recharts draws nothing on the server and weighs about 100 kB: it comes after the page, and only where it is used. */
const RechartsBars = dynamic(() => import("./recharts-bars").then((module) => module.RechartsBars), { ssr: false });

type UsageBarsInteractiveProps = {
  chart: UsageChart;
  height?: number;
  selectedDay?: string;
  /** Day as the tooltip names it, by day: "5月5日". */
  dayNames: Readonly<Record<string, string>>;
  totalLabel: string;
  previousLabel: string;
  onSelectDay?: (day: string) => void;
};

/** The same picture, answering the pointer. The server's bars stay until the browser's are there, in the same place. */
export function UsageBarsInteractive({ chart, height = 208, selectedDay, ...rest }: UsageBarsInteractiveProps) {
  const [ready, setReady] = useState(false);
  const onReady = useCallback(() => setReady(true), []);
  const bars = (
    <>
      {!ready && <BarLayer chart={chart} height={height} />}
      <RechartsBars chart={chart} height={height} onReady={onReady} {...rest} />
    </>
  );
  return <UsageBars chart={chart} height={height} selectedDay={selectedDay} bars={bars} />;
}
