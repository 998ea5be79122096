import { classNames } from "@/components/ui/class-names";
import { formatCount } from "@/lib/i18n/format-number";
import type { ChartDay, ChartSeries } from "@/lib/usage/usage-chart";
import { SLOT_SWATCH } from "./slot-style";

type BarsTooltipProps = {
  day: ChartDay;
  name: string;
  series: readonly ChartSeries[];
  totalLabel: string;
  previousLabel: string;
};

/** Every figure of one day, in the order of the stack from the top. */
export function BarsTooltip({ day, name, series, totalLabel, previousLabel }: BarsTooltipProps) {
  const names = new Map(series.map((one) => [one.key, one.name]));
  return (
    <div className="min-w-44 rounded-md border border-line bg-raised px-3 py-2 text-sm text-ink shadow-2">
      <p className="font-semibold">{name}</p>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2 tabular-nums">
        {[...day.parts].reverse().map((part) => (
          <div key={part.key} className="contents">
            <span className={classNames("size-2.5 rounded-[3px]", SLOT_SWATCH[part.slot])} />
            <dt className="text-ink-2">{names.get(part.key)}</dt>
            <dd className="text-end">{formatCount(part.to - part.from)}</dd>
          </div>
        ))}
        {day.parts.length !== 1 && (
          <>
            <dt className="col-span-2 font-semibold">{totalLabel}</dt>
            <dd className="text-end font-semibold">{formatCount(day.total)}</dd>
          </>
        )}
        {day.previous !== null && (
          <>
            <dt className="col-span-2 text-ink-3">{previousLabel}</dt>
            <dd className="text-end text-ink-3">{formatCount(day.previous)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
