import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { MeterRowText } from "@/lib/grants/meter-text";
import { LIT_ROW, TONE_FILL } from "./token-meter-style";

/** Every bucket in burn-down order. The rows carry everything the strip shows, and what it has no room for. */
export function TokenMeterRows({ rows }: { rows: readonly MeterRowText[] }) {
  return (
    <ol className="m-0 grid list-none p-0">
      {rows.map((row) => (
        <li
          key={row.key}
          data-row={row.key}
          className={classNames(
            "grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-1 border-t border-line py-3 text-md [--lit:transparent]",
            // Lit, the tint reaches a little past the text on both sides.
            "bg-(--lit) shadow-[-16px_0_0_var(--lit),16px_0_0_var(--lit)]",
            "@min-[640px]:grid-cols-[28px_minmax(0,1.7fr)_minmax(0,1.7fr)_168px_160px] @min-[640px]:gap-x-4",
            LIT_ROW[row.key],
          )}
        >
          <RowNumber row={row} />
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
            {row.name}
            {row.scope && <Badge tone="line">{row.scope}</Badge>}
          </div>
          <ProgressBar
            label={row.share}
            to={row.sharePercent / 100}
            className="col-span-2 col-start-2 row-start-2 @min-[640px]:col-span-1 @min-[640px]:col-start-3 @min-[640px]:row-start-1"
          />
          <div className="text-end whitespace-nowrap tabular-nums @max-[640px]:col-start-3 @max-[640px]:row-start-1">
            <b className="font-semibold">{row.left}</b>
            <span className="text-ink-3"> / {row.granted}</span>
          </div>
          <div className="whitespace-nowrap @max-[640px]:col-span-2 @max-[640px]:col-start-2 @max-[640px]:row-start-3 @max-[640px]:flex @max-[640px]:flex-wrap @max-[640px]:items-baseline @max-[640px]:gap-x-2 @min-[640px]:text-end">
            <span className={row.urgent ? undefined : "text-ink-2"}>{row.expires}</span>
            {row.daysLeft && <span className="block text-xs text-ink-3">{row.daysLeft}</span>}
            {row.unused && <span className="block text-xs text-warn">{row.unused}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A ring for buckets limited to some models, a disc in the segment's colour for the others. */
function RowNumber({ row }: { row: MeterRowText }) {
  if (row.no === null) return <span />;
  return (
    <span
      className={classNames(
        "grid size-5 place-items-center rounded-full text-xs/none font-semibold",
        row.scoped ? "bg-surface text-ink inset-ring-[1.5px] inset-ring-meter-1" : TONE_FILL[row.tone],
      )}
    >
      {row.no}
    </span>
  );
}
