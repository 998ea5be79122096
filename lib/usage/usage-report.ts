import type { Locale } from "@/lib/i18n/locale";
import { addDays, daysBetween } from "@/lib/time/calendar";
import type { UsageDay } from "@/lib/usage/usage";
import { type ChartSlot, type UsageChart, prepareUsageChart } from "@/lib/usage/usage-chart";
import type { UsageGroup, UsageMetric } from "@/lib/usage/usage-query";

/** Decides every figure of the usage page: chart, summary table and the four above them come from the same rows and agree. */

export type UsageReportInput = {
  from: string;
  to: string;
  today: string;
  rows: readonly UsageDay[];
  /** The rows of the equally long period before. */
  previousRows: readonly UsageDay[];
  metric: UsageMetric;
  group: UsageGroup;
  /** Names by model code or key id. */
  names: Readonly<Record<string, string>>;
  /** Keys of series in an order of their own, from which their colours follow: the catalogue's, or that of creation. */
  order: readonly string[];
  locale: Locale;
  todayLabel: string;
  otherName: (count: number) => string;
};

export type UsageReportRow = {
  key: string;
  name: string;
  slot: ChartSlot;
  amount: number;
  /** Null where the period before had no use at all. */
  previousAmount: number | null;
  calls: number;
};

/** An amount now and in the period before; null where that period had no use at all. */
export type Compared = { now: number; before: number | null };

export type UsageReport = {
  chart: UsageChart;
  rows: UsageReportRow[];
  amount: Compared;
  calls: Compared;
  planTokens: Compared;
  /** Rounded to whole tokens: model tokens per call on that metric, plan tokens on the others. Null without calls. */
  meanPerCall: { now: number | null; before: number | null };
};

/** The days of a span, both ends included. */
function daysOfSpan(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** The equally long span that ends the day before. */
export function previousSpan(from: string, to: string): { from: string; to: string } {
  return { from: addDays(from, -(daysBetween(from, to) + 1)), to: addDays(from, -1) };
}

const SLOTS = [1, 2, 3, 4] as const;

/** Each series' own colour, the same on every page and in every range, as far as four colours go. */
export function slotsInOrder(order: readonly string[]): Record<string, 1 | 2 | 3 | 4> {
  return Object.fromEntries(order.map((key, index) => [key, SLOTS[index % SLOTS.length] ?? 1]));
}

const AMOUNT: Record<UsageMetric, (row: UsageDay) => number> = {
  plan: (row) => row.planTokens,
  calls: (row) => row.requests,
  // Cached input is part of input.
  model: (row) => row.inputTokens + row.outputTokens,
};

function sumOf(rows: readonly UsageDay[], amount: (row: UsageDay) => number): number {
  return rows.reduce((total, row) => total + amount(row), 0);
}

function mean(total: number, calls: number): number | null {
  return calls === 0 ? null : Math.round(total / calls);
}

function grouped(rows: readonly UsageDay[], keyOf: (row: UsageDay) => string): Map<string, UsageDay[]> {
  const groups = new Map<string, UsageDay[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Amounts of the days of the period before; null before its first use, when there was nothing to compare with. */
function previousByDay(input: UsageReportInput, amount: (row: UsageDay) => number): (number | null)[] {
  const before = previousSpan(input.from, input.to);
  const byDay = grouped(input.previousRows, (row) => row.day);
  const days = daysOfSpan(before.from, before.to);
  const first = days.findIndex((day) => byDay.has(day));
  return days.map((day, index) => (first === -1 || index < first ? null : sumOf(byDay.get(day) ?? [], amount)));
}

export function prepareUsageReport(input: UsageReportInput): UsageReport {
  const { rows, previousRows, metric } = input;
  const amount = AMOUNT[metric];
  const keyOf = (row: UsageDay) => (input.group === "model" ? row.modelCode : row.keyId);
  const days = daysOfSpan(input.from, input.to);
  const groups = grouped(rows, keyOf);
  const previousGroups = grouped(previousRows, keyOf);
  const hasPrevious = previousRows.length > 0;
  // What was used only in the period before stays, at zero: else the table would not add up to its totals.
  const series = [...new Set([...groups.keys(), ...previousGroups.keys()])].map((key) => {
    const byDay = grouped(groups.get(key) ?? [], (row) => row.day);
    const previousTotal = sumOf(previousGroups.get(key) ?? [], amount);
    return {
      key,
      name: input.names[key] ?? key,
      values: days.map((day) => sumOf(byDay.get(day) ?? [], amount)),
      ...(hasPrevious && { previousTotal }),
    };
  });
  const chart = prepareUsageChart({
    days,
    series,
    previousByDay: previousByDay(input, amount),
    preferredSlots: slotsInOrder(input.order),
    today: input.today,
    locale: input.locale,
    todayLabel: input.todayLabel,
    otherName: input.otherName,
  });
  const compare = (of: (row: UsageDay) => number): Compared => ({
    now: sumOf(rows, of),
    before: hasPrevious ? sumOf(previousRows, of) : null,
  });
  const calls = compare(AMOUNT.calls);
  const spent = compare(metric === "model" ? AMOUNT.model : AMOUNT.plan);
  const alone = new Set(chart.series.map((one) => one.key));
  const callsOf = (key: string) =>
    key === "other"
      ? sumOf(
          rows.filter((row) => !alone.has(keyOf(row))),
          AMOUNT.calls,
        )
      : sumOf(groups.get(key) ?? [], AMOUNT.calls);
  return {
    chart,
    rows: chart.series.map(({ key, name, slot, total, previousTotal }) => ({
      key,
      name,
      slot,
      amount: total,
      previousAmount: previousTotal,
      calls: callsOf(key),
    })),
    amount: compare(amount),
    calls,
    planTokens: compare(AMOUNT.plan),
    meanPerCall: {
      now: mean(spent.now, calls.now),
      before: spent.before === null ? null : mean(spent.before, calls.before ?? 0),
    },
  };
}
