"use client";

import { useEffect, useId } from "react";
import { Bar, BarChart, type BarShapeProps, Tooltip, type TooltipContentProps, XAxis, YAxis } from "recharts";
import type { ChartSeries, UsageChart } from "@/lib/usage/usage-chart";
import { BAR_SHARE, PLOT_BOTTOM, PLOT_TOP, partHeight, yOf } from "./bar-frame";
import { BarPart } from "./bar-part";
import { BarsTooltip } from "./bars-tooltip";
import { HatchPattern } from "./hatch-pattern";

type RechartsBarsProps = {
  chart: UsageChart;
  height: number;
  dayNames: Readonly<Record<string, string>>;
  totalLabel: string;
  previousLabel: string;
  onSelectDay?: (day: string) => void;
  onReady: () => void;
};

const CATEGORY_GAP = `${((1 - BAR_SHARE) / 2) * 100}%`;

/** The pointer's layer over the shared frame: bars, tooltip, and a day that can be chosen. The keyboard's way is the table. */
export function RechartsBars({
  chart,
  height,
  dayNames,
  totalLabel,
  previousLabel,
  onSelectDay,
  onReady,
}: RechartsBarsProps) {
  const hatchId = useId();
  useEffect(onReady, [onReady]);

  const rows = chart.days.map((day, index) => ({
    day: day.day,
    ...Object.fromEntries(chart.series.map((one) => [one.key, one.values[index] ?? 0])),
  }));
  const shapeOf = (series: ChartSeries) =>
    function Part({ x, width, index }: BarShapeProps) {
      const day = chart.days[index];
      const part = day?.parts.find((one) => one.key === series.key);
      if (!day || !part) return <g />;
      const place = { y: yOf(part.to, chart.max, height), height: partHeight(part.from, part.to, chart.max, height) };
      return <BarPart slot={part.slot} hatchId={hatchId} x={x} width={width} {...place} unfinished={day.unfinished} />;
    };
  const tooltip = ({ active, label }: TooltipContentProps) => {
    const day = active ? chart.days.find((one) => one.day === label) : undefined;
    return day ? (
      <BarsTooltip
        day={day}
        name={dayNames[day.day] ?? day.label}
        series={chart.series}
        totalLabel={totalLabel}
        previousLabel={previousLabel}
      />
    ) : null;
  };
  const select = (index: unknown) => {
    const day = chart.days[Number(index)];
    if (day) onSelectDay?.(day.day);
  };

  return (
    <BarChart
      responsive
      data={rows}
      accessibilityLayer={false}
      margin={{ top: PLOT_TOP, bottom: PLOT_BOTTOM, left: 0, right: 0 }}
      barCategoryGap={CATEGORY_GAP}
      style={{ position: "absolute", inset: 0, width: "100%", height, cursor: onSelectDay ? "pointer" : "default" }}
      onClick={({ activeTooltipIndex }) => select(activeTooltipIndex)}
    >
      <defs>
        <HatchPattern id={hatchId} />
      </defs>
      <XAxis dataKey="day" hide />
      <YAxis domain={[0, chart.max]} hide />
      <Tooltip
        content={tooltip}
        cursor={{ className: "fill-accent-soft" }}
        isAnimationActive={false}
        wrapperStyle={{ zIndex: 10 }}
      />
      {chart.series.map((series) => (
        <Bar key={series.key} dataKey={series.key} stackId="day" isAnimationActive={false} shape={shapeOf(series)} />
      ))}
    </BarChart>
  );
}
