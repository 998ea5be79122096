import { daysBetween, shanghaiDay, shanghaiParts, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";
import type { Locale } from "./locale";

/** All dates read in Asia/Shanghai. `now` decides whether a year is worth printing: only another than now's is. */

export type Instant = Date | string;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const RANGE = " \u2013 ";

function read(at: Instant): Date {
  if (typeof at !== "string") return at;
  // A bare day means that day in Shanghai, not midnight in Greenwich.
  return /^\d{4}-\d{2}-\d{2}$/.test(at) ? startOfShanghaiDay(at) : toInstant(at);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function printDay(at: Date, locale: Locale, withYear: boolean): string {
  const { year, month, day } = shanghaiParts(at);
  if (locale === "zh-CN") return `${withYear ? `${year}年` : ""}${month}月${day}日`;
  return `${day} ${MONTHS[month - 1]}${withYear ? ` ${year}` : ""}`;
}

function sameYear(at: Date, other: Date): boolean {
  return shanghaiParts(at).year === shanghaiParts(other).year;
}

/** "5月20日", "20 May"; "2027年1月3日", "3 Jan 2027" in another year. Takes an instant or a day. */
export function formatDay(at: Instant, locale: Locale, now: Instant): string {
  const moment = read(at);
  return printDay(moment, locale, !sameYear(moment, read(now)));
}

/** With the year whatever it is: documents, versions, anything that is kept. */
export function formatFullDay(at: Instant, locale: Locale): string {
  return printDay(read(at), locale, true);
}

/** "14:32", or "21:14:08" on receipts and logs. */
export function formatClock(at: Instant, precision: "minute" | "second" = "minute"): string {
  const { hour, minute, second } = shanghaiParts(read(at));
  return precision === "second" ? `${two(hour)}:${two(minute)}:${two(second)}` : `${two(hour)}:${two(minute)}`;
}

/** "6月1日 14:32", "1 Jun, 14:32". */
export function formatInstant(
  at: Instant,
  locale: Locale,
  now: Instant,
  precision: "minute" | "second" = "minute",
): string {
  const between = locale === "zh-CN" ? " " : ", ";
  return formatDay(at, locale, now) + between + formatClock(at, precision);
}

/** "5/20": chart axes, in both languages. */
export function formatAxisDay(day: Instant): string {
  const parts = shanghaiParts(read(day));
  return `${parts.month}/${parts.day}`;
}

/**
 * "5月8日 – 6月7日", "8 May – 7 Jun". Inside one month the shorter "5月1日 – 20日", "1 – 20 May".
 * Both ends are included.
 */
export function formatDayRange(from: Instant, to: Instant, locale: Locale, now: Instant): string {
  const start = read(from);
  const end = read(to);
  const [a, b] = [shanghaiParts(start), shanghaiParts(end)];
  if (shanghaiDay(start) === shanghaiDay(end)) return formatDay(start, locale, now);
  if (a.year !== b.year) return formatFullDay(start, locale) + RANGE + formatFullDay(end, locale);
  const last = formatDay(end, locale, now);
  if (a.month === b.month) {
    return locale === "zh-CN" ? `${formatDay(start, locale, now)}${RANGE}${b.day}日` : `${a.day}${RANGE}${last}`;
  }
  // One year is enough: before the range in Chinese, after it in English, as dates are read.
  return locale === "zh-CN"
    ? formatDay(start, locale, now) + RANGE + printDay(end, locale, false)
    : printDay(start, locale, false) + RANGE + last;
}

/** The last day on which something that ends at `endsAt` (exclusive) can still be used. */
export function lastUsableDay(endsAt: Instant): string {
  return shanghaiDay(toInstant(read(endsAt).getTime() - 1));
}

/** Calendar days from today to the last usable day: 0 on that day, negative once it is over. */
export function daysLeft(endsAt: Instant, now: Instant): number {
  return daysBetween(shanghaiDay(read(now)), lastUsableDay(endsAt));
}
