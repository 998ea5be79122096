import { addDays, monthlyAnniversary, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/**
 * From when to when bought tokens can be spent (decisions 17): a plan (no days) to 00:00 of its monthly anniversary, with
 * the day clamped to short months; a pack to 24:00 of the day it is granted plus its days. The end is exclusive.
 */
export function validityFrom(validDays: number | null, at: Date): { startsAt: Date; expiresAt: Date } {
  const day = shanghaiDay(at);
  const firstDayAfter = validDays === null ? monthlyAnniversary(day, day) : addDays(day, validDays + 1);
  return { startsAt: at, expiresAt: startOfShanghaiDay(firstDayAfter) };
}
