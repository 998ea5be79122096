import { formatAxisDay } from "@/lib/i18n/format-time";
import { toInstant } from "@/lib/time/calendar";
import { gridTicks } from "@/lib/usage/usage-chart";

/** Prices and costs hold until the next change: steps, not slopes. Places are percentages of the plot, from its top left. */

const LABEL_GAP_PERCENT = 13;

export type StepSeries = {
  readonly key: string;
  readonly name: string;
  readonly slot: 1 | 2 | 3 | 4;
  /** Ascending. A null value ends the line: the item was withdrawn. */
  readonly points: readonly { readonly at: string; readonly value: number | null }[];
};

export type StepLinesInput = {
  readonly series: readonly StepSeries[];
  readonly from: string;
  readonly to: string;
  readonly now: string;
  readonly printValue: (value: number) => string;
};

export type StepLine = {
  readonly key: string;
  readonly name: string;
  readonly slot: 1 | 2 | 3 | 4;
  /** What was and is, and what is announced; SVG paths in a box of 100 by 100. */
  readonly path: string;
  readonly announcedPath: string;
  readonly endLabel: string;
  readonly labelPercent: number;
};

export type StepLines = {
  readonly lines: readonly StepLine[];
  readonly ticks: readonly { readonly percent: number; readonly label: string }[];
  readonly days: readonly { readonly percent: number; readonly label: string }[];
  /** Where what is announced begins; null when it lies outside. */
  readonly nowPercent: number | null;
};

type Point = { readonly x: number; readonly y: number | null };

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A step path over the points between two places; the value in force at `from` is carried in. */
function stepPath(points: readonly Point[], from: number, to: number): string {
  let y = points.findLast((point) => point.x <= from)?.y ?? null;
  let path = y === null ? "" : `M${round(from)} ${round(y)}`;
  for (const point of points.filter((one) => one.x > from && one.x < to)) {
    if (y !== null) path += `H${round(point.x)}`;
    if (point.y !== null) path += y === null ? `M${round(point.x)} ${round(point.y)}` : `V${round(point.y)}`;
    y = point.y;
  }
  return y === null ? path : `${path}H${round(to)}`;
}

/** Moves labels apart, keeping their order, and back inside the plot. */
function spread(wanted: readonly { key: string; percent: number }[]): Map<string, number> {
  const placed = new Map<string, number>();
  const sorted = [...wanted].sort((a, b) => a.percent - b.percent);
  const room = Math.min(LABEL_GAP_PERCENT, 100 / Math.max(1, sorted.length - 1));
  let last = -room;
  for (const [index, one] of sorted.entries()) {
    const most = 100 - (sorted.length - 1 - index) * room;
    last = Math.min(most, Math.max(one.percent, last + room));
    placed.set(one.key, round(last));
  }
  return placed;
}

export function prepareStepLines({ series, from, to, now, printValue }: StepLinesInput): StepLines {
  const start = toInstant(from).getTime();
  const span = toInstant(to).getTime() - start;
  const xOf = (at: string) => Math.min(100, ((toInstant(at).getTime() - start) / span) * 100);
  const values = series.flatMap((one) => one.points.flatMap((point) => point.value ?? []));
  const grid = gridTicks(Math.max(1, ...values));
  const max = grid.at(-1) ?? 1;
  const yOf = (value: number) => 100 - (value / max) * 100;
  const nowX = Math.max(0, xOf(now));

  const ends = series.map((one) => ({
    key: one.key,
    percent: yOf(one.points.findLast((point) => point.value !== null)?.value ?? 0),
  }));
  const labels = spread(ends);
  const lines = series.map((one): StepLine => {
    const points = one.points.map((point) => ({ x: xOf(point.at), y: point.value === null ? null : yOf(point.value) }));
    const last = one.points.findLast((point) => point.value !== null)?.value;
    return {
      key: one.key,
      name: one.name,
      slot: one.slot,
      path: stepPath(points, 0, nowX),
      announcedPath: nowX < 100 ? stepPath(points, nowX, 100) : "",
      endLabel: last === undefined || last === null ? one.name : `${one.name} ${printValue(last)}`,
      labelPercent: labels.get(one.key) ?? 0,
    };
  });
  const dayCount = 5;
  const days = Array.from({ length: dayCount }, (_, index) => {
    const percent = (index / (dayCount - 1)) * 100;
    return { percent, label: formatAxisDay(toInstant(start + (span * percent) / 100)) };
  });
  return {
    lines,
    ticks: grid.map((value) => ({ percent: yOf(value), label: printValue(value) })),
    days,
    nowPercent: nowX > 0 && nowX < 100 ? round(nowX) : null,
  };
}
