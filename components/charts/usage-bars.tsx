import { type ReactNode, useId } from "react";
import type { ChartDay, UsageChart } from "@/lib/usage/usage-chart";
import { classNames } from "@/components/ui/class-names";
import { BAR_SHARE, PLOT_BOTTOM, PLOT_TOP, partHeight, yOf } from "./bar-frame";
import { BarPart } from "./bar-part";
import { HatchPattern } from "./hatch-pattern";

export type UsageBarsProps = {
  chart: UsageChart;
  /** Pixels; the width is whatever the place gives. */
  height?: number;
  selectedDay?: string | undefined;
  /** Drawn in place of the bars, on the same frame. */
  bars?: ReactNode;
};

/**
 * Bars for amounts per day. Horizontal places are percentages, so one picture fits every width with text at its own
 * size, and the browser's version can take the place of the bars without moving anything.
 */
export function UsageBars({ chart, height = 208, selectedDay, bars }: UsageBarsProps) {
  return (
    <div
      aria-hidden="true"
      className="@container grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs/4 text-ink-3 tabular-nums"
    >
      <ValueLabels chart={chart} height={height} />
      <div className="relative" style={{ height }}>
        <Backdrop chart={chart} height={height} selectedDay={selectedDay} />
        {bars ?? <BarLayer chart={chart} height={height} />}
        <Foreground chart={chart} height={height} />
        <DayLabels days={chart.days} />
      </div>
    </div>
  );
}

function ValueLabels({ chart, height }: { chart: UsageChart; height: number }) {
  return (
    <div className="relative min-w-9 text-end">
      {chart.ticks.map((tick) => (
        <span
          key={tick.value}
          className="absolute right-0 -translate-y-1/2"
          style={{ top: yOf(tick.value, chart.max, height) }}
        >
          {tick.label}
        </span>
      ))}
      {/* The widest label, invisible, gives the column its width. */}
      <span className="invisible">
        {chart.ticks.reduce((widest, tick) => (tick.label.length > widest.length ? tick.label : widest), "")}
      </span>
    </div>
  );
}

const LAYER = "pointer-events-none absolute inset-0 size-full overflow-visible";

function Backdrop({
  chart,
  height,
  selectedDay,
}: {
  chart: UsageChart;
  height: number;
  selectedDay: string | undefined;
}) {
  const slot = 100 / chart.days.length;
  const selected = chart.days.findIndex((day) => day.day === selectedDay);
  return (
    <svg className={LAYER}>
      {chart.ticks.slice(1).map((tick) => {
        const y = yOf(tick.value, chart.max, height);
        return <line key={tick.value} x1="0" x2="100%" y1={y} y2={y} className="stroke-chart-grid" />;
      })}
      {selected >= 0 && (
        <rect
          x={`${selected * slot}%`}
          width={`${slot}%`}
          y={PLOT_TOP}
          height={height - PLOT_TOP}
          rx={4}
          className="fill-accent-soft"
        />
      )}
      <line x1="0" x2="100%" y1={height - PLOT_BOTTOM} y2={height - PLOT_BOTTOM} className="stroke-line-strong" />
    </svg>
  );
}

/** The bars of the first paint. */
export function BarLayer({ chart, height }: { chart: UsageChart; height: number }) {
  const hatchId = useId();
  const slot = 100 / chart.days.length;
  return (
    <svg className={LAYER}>
      <defs>
        <HatchPattern id={hatchId} />
      </defs>
      {chart.days.map((day, index) =>
        day.parts.map((part) => (
          <BarPart
            key={`${day.day} ${part.key}`}
            slot={part.slot}
            hatchId={hatchId}
            unfinished={day.unfinished}
            x={`${(index + (1 - BAR_SHARE) / 2) * slot}%`}
            width={`${slot * BAR_SHARE}%`}
            y={yOf(part.to, chart.max, height)}
            height={partHeight(part.from, part.to, chart.max, height)}
          />
        )),
      )}
    </svg>
  );
}

function Foreground({ chart, height }: { chart: UsageChart; height: number }) {
  const slot = 100 / chart.days.length;
  const average = chart.average === null ? null : yOf(chart.average, chart.max, height);
  return (
    <svg className={LAYER}>
      {chart.days.map((day, index) => (
        <PreviousMark key={day.day} day={day} centre={(index + 0.5) * slot} slot={slot} chart={chart} height={height} />
      ))}
      {average !== null && (
        <line
          x1="0"
          x2="100%"
          y1={average}
          y2={average}
          className="stroke-chart-prev"
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
      )}
    </svg>
  );
}

/** The previous period's tick over the bar. */
function PreviousMark({
  day,
  centre,
  slot,
  chart,
  height,
}: {
  day: ChartDay;
  centre: number;
  slot: number;
  chart: UsageChart;
  height: number;
}) {
  if (day.previous === null) return null;
  const half = (slot * BAR_SHARE) / 2;
  const y = yOf(day.previous, chart.max, height);
  const ends = { x1: `${centre - half}%`, x2: `${centre + half}%`, y1: y, y2: y };
  return (
    <>
      <line {...ends} className="stroke-surface" strokeWidth={5} />
      <line {...ends} className="stroke-ink" strokeWidth={2} />
    </>
  );
}

const AXIS_PLACE = { always: "", wide: "@max-[480px]:hidden", never: "hidden" } as const;

/** The dates, each in the middle under its bar. The last one grows leftwards where it is wider than its day: it ends with the plot. */
function DayLabels({ days }: { days: readonly ChartDay[] }) {
  const slot = 100 / days.length;
  return days.map((day, index) => {
    const isLast = index === days.length - 1;
    return (
      <span
        key={day.day}
        className={classNames(
          "pointer-events-none absolute bottom-0.5 whitespace-nowrap",
          isLast ? "right-0 min-w-max text-center" : "-translate-x-1/2",
          AXIS_PLACE[day.axis],
        )}
        style={isLast ? { width: `${slot}%` } : { left: `${(index + 0.5) * slot}%` }}
      >
        {day.label}
      </span>
    );
  });
}
