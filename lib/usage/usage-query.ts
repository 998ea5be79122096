import { addDays, daysBetween } from "@/lib/time/calendar";
import { MOST_USAGE_DAYS, UsageSpan } from "@/lib/usage/usage";

/** What the usage page shows lives in its address, so that a reload, a shared link and a form without JavaScript show the same. */

export const PRESET_DAYS = ["7", "14", "30", "90"] as const;
export const USAGE_METRICS = ["plan", "calls", "model"] as const;
export const USAGE_GROUPS = ["model", "key"] as const;

export type UsageMetric = (typeof USAGE_METRICS)[number];
export type UsageGroup = (typeof USAGE_GROUPS)[number];
export type UsageRange = (typeof PRESET_DAYS)[number] | "period" | "custom";

export type UsageQuery = {
  range: UsageRange;
  from: string;
  to: string;
  /** Why dates that were asked for are not shown; the usual range stands in for them. */
  problem: "unreadable" | "backwards" | "tooLong" | null;
  metric: UsageMetric;
  group: UsageGroup;
  /** The one day that the list of calls shows; inside the range. */
  day: string | null;
  /** The call that the list begins after. */
  after: string | null;
  /** Calls on the list. */
  show: number;
  /** The call whose receipt is open, as the address names it. */
  call: string | null;
};

type Params = Readonly<Record<string, string | string[] | undefined>>;
type Frame = { today: string; periodFrom: string | null };
type Range = Pick<UsageQuery, "range" | "from" | "to" | "problem">;

export const CALLS_STEP = 20;
/** So many stand on one page; older ones are on the next. */
export const MOST_CALLS = 100;
const USUAL_RANGE = "30";

function textOf(params: Params, name: string): string | null {
  const value = params[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function oneOf<T extends string>(choices: readonly T[], value: string | null): T | undefined {
  return choices.find((choice) => choice === value);
}

function presetRange(preset: (typeof PRESET_DAYS)[number], today: string): Range {
  return { range: preset, from: addDays(today, 1 - Number(preset)), to: today, problem: null };
}

function customRange(from: string, to: string, today: string): Range {
  const usual = presetRange(USUAL_RANGE, today);
  const span = UsageSpan.safeParse({ from, to });
  if (!span.success) return { ...usual, problem: "unreadable" };
  // What has not happened yet is not on the chart.
  const end = to > today ? today : to;
  const days = daysBetween(from, end) + 1;
  if (days < 1) return { ...usual, problem: "backwards" };
  if (days > MOST_USAGE_DAYS) return { ...usual, problem: "tooLong" };
  return { range: "custom", from, to: end, problem: null };
}

function readRange(params: Params, { today, periodFrom }: Frame): Range {
  const [range, from, to] = [textOf(params, "range"), textOf(params, "from"), textOf(params, "to")];
  if (range === "period" && periodFrom !== null && periodFrom <= today)
    return { range, from: periodFrom, to: today, problem: null };
  const preset = oneOf(PRESET_DAYS, range);
  if (preset) return presetRange(preset, today);
  if (from !== null || to !== null) return customRange(from ?? "", to ?? today, today);
  return presetRange(USUAL_RANGE, today);
}

function readShow(text: string | null): number {
  const asked = Math.ceil(Number(text ?? CALLS_STEP) / CALLS_STEP) * CALLS_STEP;
  return Number.isFinite(asked) ? Math.min(MOST_CALLS, Math.max(CALLS_STEP, asked)) : CALLS_STEP;
}

/** Reads the address. Whatever it does not understand gives way to the usual; only dates say so. */
export function readUsageQuery(params: Params, frame: Frame): UsageQuery {
  const range = readRange(params, frame);
  const day = textOf(params, "day");
  const isInside = day !== null && UsageSpan.shape.from.safeParse(day).success && day >= range.from && day <= range.to;
  return {
    ...range,
    metric: oneOf(USAGE_METRICS, textOf(params, "metric")) ?? "plan",
    group: oneOf(USAGE_GROUPS, textOf(params, "by")) ?? "model",
    day: isInside ? day : null,
    after: textOf(params, "after"),
    show: readShow(textOf(params, "show")),
    call: textOf(params, "call"),
  };
}

/** The range as the address writes it; the usual one is left out. */
function rangeParams({ range, from, to }: Pick<UsageQuery, "range" | "from" | "to">): Record<string, string> {
  if (range === "custom") return { from, to };
  return range === USUAL_RANGE ? {} : { range };
}

/** The address's query for a state of the page: "?range=14&by=key", or "" for the usual one. */
export function usageSearch(query: UsageQuery, change: Partial<UsageQuery> = {}): string {
  const next = { ...query, ...change };
  const params = new URLSearchParams(rangeParams(next));
  if (next.group !== "model") params.set("by", next.group);
  if (next.metric !== "plan") params.set("metric", next.metric);
  if (next.day !== null) params.set("day", next.day);
  if (next.after !== null) params.set("after", next.after);
  if (next.show !== CALLS_STEP) params.set("show", String(next.show));
  if (next.call !== null) params.set("call", next.call);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** What a step to another list begins with: its newest calls, no receipt. */
export const LIST_START = { after: null, show: CALLS_STEP, call: null } as const;
