import type { MeterTone } from "@/lib/grants/meter-spans";

/** Colours of the meter's four steps, shared by its strip and its rows. Class names are written out for Tailwind to find. */

export const TONE_FILL: Readonly<Record<MeterTone, string>> = {
  1: "bg-meter-1 text-meter-1-ink",
  2: "bg-meter-2 text-meter-2-ink",
  3: "bg-meter-3 text-meter-3-ink inset-ring inset-ring-meter-edge",
  4: "bg-meter-4 text-meter-4-ink inset-ring inset-ring-meter-edge",
};

/** The disc under a number inside a segment: a shade of the segment that keeps the number readable. */
export const TONE_DISC: Readonly<Record<MeterTone, string>> = {
  1: "bg-ink/24",
  2: "bg-ink/24 dark:bg-canvas/24",
  3: "bg-surface/60 dark:bg-canvas/30",
  4: "bg-surface/60 dark:bg-canvas/30",
};

export const TONE_TEXT: Readonly<Record<MeterTone, string>> = {
  1: "text-meter-1-ink",
  2: "text-meter-2-ink",
  3: "text-meter-3-ink",
  4: "text-meter-4-ink",
};

/** A row lights up while its segment is pointed at, and the other way round, without any script. */
export const LIT_ROW: Readonly<Record<string, string>> = {
  1: 'group-has-[[data-segment="1"]:hover]/meter:[--lit:var(--color-accent-soft)]',
  2: 'group-has-[[data-segment="2"]:hover]/meter:[--lit:var(--color-accent-soft)]',
  3: 'group-has-[[data-segment="3"]:hover]/meter:[--lit:var(--color-accent-soft)]',
  4: 'group-has-[[data-segment="4"]:hover]/meter:[--lit:var(--color-accent-soft)]',
  5: 'group-has-[[data-segment="5"]:hover]/meter:[--lit:var(--color-accent-soft)]',
  rest: 'group-has-[[data-segment="rest"]:hover]/meter:[--lit:var(--color-accent-soft)]',
};

export const LIT_SEGMENT: Readonly<Record<string, string>> = {
  1: 'group-has-[[data-row="1"]:hover]/meter:outline-2 group-has-[[data-row="1"]:hover]/meter:z-3',
  2: 'group-has-[[data-row="2"]:hover]/meter:outline-2 group-has-[[data-row="2"]:hover]/meter:z-3',
  3: 'group-has-[[data-row="3"]:hover]/meter:outline-2 group-has-[[data-row="3"]:hover]/meter:z-3',
  4: 'group-has-[[data-row="4"]:hover]/meter:outline-2 group-has-[[data-row="4"]:hover]/meter:z-3',
  5: 'group-has-[[data-row="5"]:hover]/meter:outline-2 group-has-[[data-row="5"]:hover]/meter:z-3',
  rest: 'group-has-[[data-row="rest"]:hover]/meter:outline-2 group-has-[[data-row="rest"]:hover]/meter:z-3',
};
