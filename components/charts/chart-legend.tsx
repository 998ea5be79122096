import { classNames } from "@/components/ui/class-names";
import type { UsageChart } from "@/lib/usage/usage-chart";
import { SLOT_SWATCH } from "./slot-style";

type ChartLegendProps = {
  chart: UsageChart;
  /** What the ink tick over a bar is; needed when the chart has ticks. */
  previousLabel?: string;
  /** What the dashed line is; needed when the chart has one. */
  averageLabel?: string;
};

/** Names the colours and the two marks. A single series needs no swatch: the chart's title names it. */
export function ChartLegend({ chart, previousLabel, averageLabel }: ChartLegendProps) {
  const swatches = chart.series.length > 1 ? chart.series : [];
  const previous = chart.hasPrevious ? previousLabel : undefined;
  const average = chart.average !== null ? averageLabel : undefined;
  if (swatches.length === 0 && !previous && !average) return null;
  return (
    <ul className="m-0 flex list-none flex-wrap gap-x-5 gap-y-1.5 p-0 text-sm text-ink-2">
      {swatches.map((one) => (
        <li key={one.key} className="inline-flex items-center gap-1.5">
          <span className={classNames("size-3 flex-none rounded-[3px]", SLOT_SWATCH[one.slot])} />
          {one.name}
        </li>
      ))}
      {previous && (
        <li className="inline-flex items-center gap-1.5">
          <svg width="16" height="8" aria-hidden="true">
            <path d="M0 4h16" className="stroke-ink" strokeWidth="2" />
          </svg>
          {previous}
        </li>
      )}
      {average && (
        <li className="inline-flex items-center gap-1.5 text-xs text-ink-3">
          <svg width="24" height="8" aria-hidden="true">
            <path d="M0 4h24" className="stroke-chart-prev" strokeWidth="1.5" strokeDasharray="4 3" />
          </svg>
          {average}
        </li>
      )}
    </ul>
  );
}
