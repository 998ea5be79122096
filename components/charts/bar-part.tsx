import type { ChartSlot } from "@/lib/usage/usage-chart";
import { SLOT_FILL } from "./slot-style";

type BarPartProps = {
  slot: ChartSlot;
  hatchId: string;
  /** Lengths as SVG takes them: numbers, or percentages of the picture's width. */
  x: number | string;
  width: number | string;
  y: number;
  height: number;
  unfinished: boolean;
};

/** One part of one day's bar. A day that is not over is paler. */
export function BarPart({ slot, hatchId, unfinished, ...place }: BarPartProps) {
  const fill = slot === "other" ? { fill: `url(#${hatchId})`, strokeWidth: 1 } : {};
  return <rect {...place} {...fill} rx={1.5} className={SLOT_FILL[slot]} opacity={unfinished ? 0.65 : 1} />;
}
