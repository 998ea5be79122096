import { addDays, daysBetween, shanghaiDay, toInstant } from "@/lib/time/calendar";

/** A period's first days alone say little: until a week of it is over, the last two weeks are shown. */
const FEWEST_PERIOD_DAYS = 7;
const USUAL_DAYS = 14;
/** Bars stay readable. */
const MOST_DAYS = 31;

export type OverviewSpan = {
  readonly kind: "period" | "days";
  readonly from: string;
  readonly to: string;
  readonly days: readonly string[];
};

/** The days of the overview's chart: the running period so far, or the last two weeks. */
export function overviewSpan(periodStartsAt: string | null, now: string): OverviewSpan {
  const to = shanghaiDay(toInstant(now));
  const start = periodStartsAt === null ? null : shanghaiDay(toInstant(periodStartsAt));
  const length = start === null ? 0 : daysBetween(start, to) + 1;
  const isPeriod = start !== null && length >= FEWEST_PERIOD_DAYS && length <= MOST_DAYS;
  const count = isPeriod ? length : USUAL_DAYS;
  const from = addDays(to, 1 - count);
  const days = Array.from({ length: count }, (_, index) => addDays(from, index));
  return { kind: isPeriod ? "period" : "days", from, to, days };
}
