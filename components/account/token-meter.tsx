import type { ReactNode } from "react";
import { Figure } from "@/components/ui/figure";
import type { TokenMeterText } from "@/lib/grants/meter-text";
import { TokenMeterRows } from "./token-meter-rows";
import { TokenMeterStrip } from "./token-meter-strip";

type TokenMeterProps = {
  meter: TokenMeterText;
  /** Buttons beside the figure. With nothing left this is where the one button goes. */
  actions?: ReactNode;
  /** "strip" leaves out the rows, for places where the meter only illustrates. */
  extent?: "full" | "strip";
};

/** How much is left, how long it lasts, and which bucket burns next. Pointing at a segment or a row marks its twin. */
export function TokenMeter({ meter, actions, extent = "full" }: TokenMeterProps) {
  return (
    <div className="group/meter @container">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
        <div>
          <p className="text-sm text-ink-2">{meter.heading}</p>
          <p aria-live="polite">
            <Figure size={extent === "full" ? "hero" : "xl"} value={meter.figure.number} unit={meter.figure.unit} />
          </p>
          {extent === "full" && (
            <p className="text-[0.9375rem]/6 text-ink-2">
              {meter.sentence.plain}
              <b className="font-semibold text-ink">{meter.sentence.strong}</b>
            </p>
          )}
          {meter.asOf && <p className="text-sm text-ink-3">{meter.asOf}</p>}
        </div>
        {actions && (
          <div className="flex gap-3 @max-[480px]:grid @max-[480px]:w-full @max-[480px]:auto-cols-fr @max-[480px]:grid-flow-col">
            {actions}
          </div>
        )}
      </div>
      <TokenMeterStrip meter={meter} />
      {extent === "full" && meter.rows.length > 0 && <TokenMeterRows rows={meter.rows} />}
    </div>
  );
}
