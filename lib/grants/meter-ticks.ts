import { addDays, dayOfMonth, shanghaiDay, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";

/** The axis under the token meter: what must be named first, then as many plain dates as stay apart. */

const DAY_MS = 86_400_000;
/** Room, in percent of the strip, that two labels with words or two plain dates need between their middles. */
const KEY_GAP = 18;
const PLAIN_GAP = 14;
/** The same on a phone, where a date takes more of the strip. */
const NARROW_GAP = 20;
/** Beyond this a label's right half would leave the strip. */
const LAST_PERCENT = 92;

export type MeterTick = {
  readonly kind: "today" | "expiry" | "renewal" | "day";
  /** The day to print. */
  readonly day: string;
  readonly percent: number;
  /** The bucket whose expiry this is. */
  readonly no: number | null;
  /** Left out where the strip is narrow. */
  readonly onlyWide: boolean;
};

export type TickInput = {
  readonly now: Date;
  readonly days: number;
  readonly expiries: readonly { readonly at: string; readonly no: number }[];
  readonly renewalAt: string | null;
};

/** Days of the month worth naming, by how much time the strip holds. */
function isRoundDay(day: string, days: number): boolean {
  const date = dayOfMonth(day);
  if (days <= 14) return true;
  if (days <= 62) return date === 1 || (date % 5 === 0 && date < 30);
  return days <= 124 ? date === 1 || date === 15 : date === 1;
}

export function chooseTicks({ now, days, expiries, renewalAt }: TickInput): MeterTick[] {
  const percentAt = (at: Date) => Math.round(((at.getTime() - now.getTime()) / DAY_MS / days) * 10_000) / 100;
  const today = shanghaiDay(now);
  const ticks: MeterTick[] = [{ kind: "today", day: today, percent: 0, no: null, onlyWide: false }];
  const fits = (percent: number, gap: number) =>
    percent > 0 && percent <= LAST_PERCENT && ticks.every((tick) => Math.abs(tick.percent - percent) >= gap);

  if (renewalAt) {
    const percent = percentAt(toInstant(renewalAt));
    if (fits(percent, KEY_GAP))
      ticks.push({ kind: "renewal", day: shanghaiDay(toInstant(renewalAt)), percent, no: null, onlyWide: false });
  }
  for (const { at, no } of expiries) {
    const expiry = toInstant(at);
    const percent = percentAt(expiry);
    // The last usable day is what the rows say too.
    const day = shanghaiDay(toInstant(expiry.getTime() - 1));
    if (fits(percent, KEY_GAP)) ticks.push({ kind: "expiry", day, percent, no, onlyWide: false });
  }
  for (let offset = 1; offset <= days; offset += 1) {
    const day = addDays(today, offset);
    const percent = percentAt(startOfShanghaiDay(day));
    if (!isRoundDay(day, days) || !fits(percent, PLAIN_GAP)) continue;
    const onlyWide = ticks.some((tick) => !tick.onlyWide && Math.abs(tick.percent - percent) < NARROW_GAP);
    ticks.push({ kind: "day", day, percent, no: null, onlyWide });
  }
  return ticks.sort((a, b) => a.percent - b.percent);
}
