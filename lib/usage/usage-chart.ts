import { formatAxisDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";

/**
 * Decides everything a chart of amounts per day shows: which series stand alone, colours, grid, labels, totals.
 * The drawing components add no decision of their own, so server and browser draw the same picture.
 */

const MOST_SERIES = 4;
/** Step sizes people read easily, as mantissas of powers of ten. */
const STEP_MANTISSAS = [1, 2, 2.5, 5, 10] as const;
const FEWEST_STEPS = 3;
const MOST_STEPS = 5;

export type ChartSlot = 1 | 2 | 3 | 4 | "other";

export type UsageSeries = {
  readonly key: string;
  readonly name: string;
  /** One amount per day, in the order of `days`. */
  readonly values: readonly number[];
  readonly previousTotal?: number;
};

export type UsageChartInput = {
  /** Shanghai days, ascending, without gaps. */
  readonly days: readonly string[];
  readonly series: readonly UsageSeries[];
  /** The whole of the same day one period earlier; null where there was none. */
  readonly previousByDay?: readonly (number | null)[];
  readonly today: string;
  readonly averagePerDay?: number | null;
  readonly locale: Locale;
  readonly todayLabel: string;
  readonly otherName: (count: number) => string;
  /** Colours by key, so that one model has one colour on every page; without it, by size. */
  readonly preferredSlots?: Readonly<Record<string, 1 | 2 | 3 | 4>>;
};

export type ChartPart = { readonly key: string; readonly slot: ChartSlot; readonly from: number; readonly to: number };

export type ChartDay = {
  readonly day: string;
  readonly label: string;
  readonly unfinished: boolean;
  readonly total: number;
  readonly previous: number | null;
  /** From the zero line upwards; parts without an amount are left out. */
  readonly parts: readonly ChartPart[];
  /** Where the axis names this day: on any width, on wide ones, or not at all. */
  readonly axis: "always" | "wide" | "never";
};

export type ChartSeries = {
  readonly key: string;
  readonly name: string;
  readonly slot: ChartSlot;
  readonly values: readonly number[];
  readonly total: number;
  readonly previousTotal: number | null;
};

export type UsageChart = {
  readonly days: readonly ChartDay[];
  readonly series: readonly ChartSeries[];
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly max: number;
  readonly average: number | null;
  readonly total: number;
  readonly previousTotal: number | null;
  readonly hasPrevious: boolean;
  /** The day with the most; null when nothing was used. */
  readonly peak: { readonly day: string; readonly total: number } | null;
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The smallest readable step that reaches `top` in at most five steps: four to six grid lines with the zero line. */
function gridStep(top: number): number {
  if (top <= FEWEST_STEPS) return 1;
  const rough = top / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const mantissa = STEP_MANTISSAS.find((candidate) => candidate * power >= rough) ?? 10;
  // Amounts are whole: 2.5 is a step of tens and more, not of ones.
  return Math.max(1, Math.ceil(mantissa * power));
}

export function gridTicks(top: number): number[] {
  const step = gridStep(top);
  const steps = Math.max(FEWEST_STEPS, Math.ceil(top / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** A preferred colour if it is free, else the next free one, in order of size. */
function assignSlots(keys: readonly string[], preferred: UsageChartInput["preferredSlots"] = {}) {
  const slots = new Map<string, 1 | 2 | 3 | 4>();
  const free = new Set([1, 2, 3, 4] as const);
  const take = (key: string, slot: 1 | 2 | 3 | 4 | undefined) => {
    if (slot && free.delete(slot)) slots.set(key, slot);
  };
  for (const key of keys) take(key, preferred[key]);
  for (const key of keys) if (!slots.has(key)) take(key, [...free][0]);
  return slots;
}

function toSeries(input: UsageChartInput): ChartSeries[] {
  const ranked = input.series
    .map((one) => ({ ...one, total: sum(one.values), previousTotal: one.previousTotal ?? null }))
    .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  const top = ranked.slice(0, MOST_SERIES);
  const rest = ranked.slice(MOST_SERIES);
  const slots = assignSlots(
    top.map((one) => one.key),
    input.preferredSlots,
  );
  const alone = top.map((one): ChartSeries => ({ ...one, slot: slots.get(one.key) ?? "other" }));
  if (rest.length === 0) return alone;
  const known = rest.every((one) => one.previousTotal !== null);
  const other: ChartSeries = {
    key: "other",
    name: input.otherName(rest.length),
    slot: "other",
    values: input.days.map((_, index) => sum(rest.map((one) => one.values[index] ?? 0))),
    total: sum(rest.map((one) => one.total)),
    previousTotal: known ? sum(rest.map((one) => one.previousTotal ?? 0)) : null,
  };
  return [...alone, other];
}

function toParts(series: readonly ChartSeries[], index: number): ChartPart[] {
  const parts: ChartPart[] = [];
  let from = 0;
  for (const one of series) {
    const value = one.values[index] ?? 0;
    if (value <= 0) continue;
    parts.push({ key: one.key, slot: one.slot, from, to: from + value });
    from += value;
  }
  return parts;
}

/** About ten labels on a wide chart, half of them on a phone; the days beside a labelled today stay bare. */
function axisPlace(index: number, count: number, todayIndex: number): ChartDay["axis"] {
  const wideEvery = Math.ceil(count / 10);
  const narrowEvery = wideEvery * 2;
  if (index === todayIndex) return "always";
  if (todayIndex > -1 && Math.abs(todayIndex - index) < wideEvery) return "never";
  if (index % narrowEvery === 0)
    return todayIndex > -1 && Math.abs(todayIndex - index) < narrowEvery ? "wide" : "always";
  return index % wideEvery === 0 ? "wide" : "never";
}

export function prepareUsageChart(input: UsageChartInput): UsageChart {
  const { days, today, locale } = input;
  const series = toSeries(input);
  const previousByDay = input.previousByDay ?? [];
  const todayIndex = days.indexOf(today);
  const chartDays = days.map((day, index): ChartDay => {
    const parts = toParts(series, index);
    return {
      day,
      label: day === today ? input.todayLabel : formatAxisDay(day),
      unfinished: day === today,
      total: parts.at(-1)?.to ?? 0,
      previous: previousByDay[index] ?? null,
      parts,
      axis: axisPlace(index, days.length, todayIndex),
    };
  });
  const average = input.averagePerDay ?? null;
  const top = Math.max(0, average ?? 0, ...chartDays.map((day) => Math.max(day.total, day.previous ?? 0)));
  const ticks = gridTicks(top).map((value) => ({ value, label: formatTokens(value, locale, { style: "axis" }) }));
  const total = sum(series.map((one) => one.total));
  const hasPrevious = previousByDay.some((value) => value !== null);
  const peakDay = chartDays.reduce<ChartDay | null>((best, day) => (day.total > (best?.total ?? 0) ? day : best), null);
  return {
    days: chartDays,
    series,
    ticks,
    max: ticks.at(-1)?.value ?? 1,
    average,
    total,
    previousTotal: hasPrevious ? sum(previousByDay.map((value) => value ?? 0)) : null,
    hasPrevious,
    peak: peakDay && { day: peakDay.day, total: peakDay.total },
  };
}
