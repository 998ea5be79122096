import { classNames } from "@/components/ui/class-names";
import type { StepLines as PreparedStepLines } from "./prepare-step-lines";
import { SLOT_DASH, SLOT_STROKE } from "./slot-style";

type StepLinesProps = { prepared: PreparedStepLines; height?: number; todayLabel: string };

/** Prices and costs over time. Lines differ in dash as well as colour and are named at their end; what is announced is paler. */
export function StepLines({ prepared, height = 168, todayLabel }: StepLinesProps) {
  const { lines, ticks, days, nowPercent } = prepared;
  return (
    <div
      aria-hidden="true"
      className="@container grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 pt-6 text-xs/4 text-ink-3 tabular-nums"
    >
      <Labels className="text-end" height={height} labels={ticks.map((tick) => ({ ...tick, key: tick.label }))} />
      <div className="relative" style={{ height }}>
        {/* One box of 100 by 100 stretched over the place; strokes keep their own width. */}
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
          fill="none"
        >
          {ticks.map((tick) => (
            <path
              key={tick.label}
              d={`M0 ${tick.percent}H100`}
              vectorEffect="non-scaling-stroke"
              className={tick.percent === 100 ? "stroke-line-strong" : "stroke-chart-grid"}
            />
          ))}
          {lines.map((line) => (
            <g key={line.key} className={SLOT_STROKE[line.slot]} strokeWidth={2} strokeDasharray={SLOT_DASH[line.slot]}>
              <path d={line.path} vectorEffect="non-scaling-stroke" />
              <path d={line.announcedPath} vectorEffect="non-scaling-stroke" opacity={0.55} />
            </g>
          ))}
          {nowPercent !== null && (
            <path
              d={`M${nowPercent} 0V100`}
              vectorEffect="non-scaling-stroke"
              strokeDasharray="2 3"
              className="stroke-line-strong"
            />
          )}
        </svg>
        {nowPercent !== null && (
          <span className="absolute -top-5 -translate-x-1/2 text-ink-2" style={{ left: `${nowPercent}%` }}>
            {todayLabel}
          </span>
        )}
      </div>
      <Labels
        className="font-medium text-ink"
        height={height}
        labels={lines.map((line) => ({ key: line.key, percent: line.labelPercent, label: line.endLabel }))}
      />
      <div className="relative col-start-2 mt-2 h-4">
        {days.map((day, index) => (
          <span
            key={day.percent}
            className={classNames(
              "absolute whitespace-nowrap",
              index > 0 && "-translate-x-1/2",
              index === days.length - 1 && "-translate-x-full",
            )}
            style={{ left: `${day.percent}%` }}
          >
            {day.label}
          </span>
        ))}
      </div>
    </div>
  );
}

type LabelsProps = {
  labels: readonly { key: string; percent: number; label: string }[];
  height: number;
  className: string;
};

/** A column of labels at given places, as wide as its widest. */
function Labels({ labels, height, className }: LabelsProps) {
  return (
    <div className={classNames("relative", className)} style={{ height }}>
      {labels.map((one) => (
        <div key={one.key} className="h-0 whitespace-nowrap">
          <span className="invisible block h-0 overflow-hidden">{one.label}</span>
          <span className="absolute right-0 left-0 -translate-y-1/2" style={{ top: `${one.percent}%` }}>
            {one.label}
          </span>
        </div>
      ))}
    </div>
  );
}
