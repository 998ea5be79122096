/** The measures that the server's picture and the browser's share: both must land on the same pixels. */

export const PLOT_TOP = 12;
export const PLOT_BOTTOM = 24;
/** Part of a day's width that its bar takes. */
export const BAR_SHARE = 0.74;
/** Between stacked parts. */
const PART_GAP = 1.5;

/** Pixels from the top of the picture to a value; `height` is the whole picture's. */
export function yOf(value: number, max: number, height: number): number {
  const plot = height - PLOT_TOP - PLOT_BOTTOM;
  return PLOT_TOP + plot - (value / max) * plot;
}

/** A part leaves its gap at the bottom, except on the zero line, and never vanishes. */
export function partHeight(from: number, to: number, max: number, height: number): number {
  const full = yOf(from, max, height) - yOf(to, max, height);
  return Math.max(1, from > 0 ? full - PART_GAP : full);
}
