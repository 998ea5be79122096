import type { ChartSlot } from "@/lib/usage/usage-chart";

/** Colours of the series, and their difference without colour: dashes for lines, hatching for the rest. */

export const SLOT_FILL: Readonly<Record<ChartSlot, string>> = {
  1: "fill-chart-1",
  2: "fill-chart-2",
  3: "fill-chart-3",
  4: "fill-chart-4",
  other: "stroke-chart-other",
};

export const SLOT_STROKE: Readonly<Record<ChartSlot, string>> = {
  1: "stroke-chart-1",
  2: "stroke-chart-2",
  3: "stroke-chart-3",
  4: "stroke-chart-4",
  other: "stroke-chart-other",
};

export const SLOT_SWATCH: Readonly<Record<ChartSlot, string>> = {
  1: "bg-chart-1",
  2: "bg-chart-2",
  3: "bg-chart-3",
  4: "bg-chart-4",
  other: "hatched inset-ring inset-ring-chart-other [--hatch-color:var(--chart-other)]",
};

export const SLOT_DASH: Readonly<Record<ChartSlot, string | undefined>> = {
  1: undefined,
  2: "7 3",
  3: "2 3",
  4: "8 3 2 3",
  other: "4 4",
};
