import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/** Days of notice that subscribers usually get (pricing.md, "Notice"). */
const USUAL_NOTICE_DAYS = 30;

/** 00:00 in Beijing of the first day of a month that is at least the usual notice away: what a new draft proposes. */
export function firstNoticeableMonth(now: Date): Date {
  // The day after the notice has run out, because today has already begun.
  let day = addDays(shanghaiDay(now), USUAL_NOTICE_DAYS + 1);
  while (!day.endsWith("-01")) day = addDays(day, 1);
  return startOfShanghaiDay(day);
}
