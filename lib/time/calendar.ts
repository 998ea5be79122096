/**
 * Asia/Shanghai calendar. China has kept UTC+8 without daylight saving since September 1991, long
 * before anything this product dates, so a fixed offset is exact and needs no time-zone data.
 */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The only way from text or milliseconds to an instant outside the clocks; throws on anything unreadable. */
export function toInstant(iso: string | number): Date {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) throw new RangeError(`not an instant: ${iso}`);
  return at;
}

function shifted(at: Date): Date {
  return new Date(at.getTime() + OFFSET_MS);
}

/** Days since 1970-01-01 of a calendar day such as "2026-05-20". */
function dayNumber(day: string): number {
  const match = DAY_PATTERN.exec(day);
  if (!match) throw new RangeError(`not a day: ${day}`);
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`not a day: ${day}`);
  return ms / DAY_MS;
}

function dayFromNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

// Settlement asks for the day of thousands of instants that nearly all lie on the same one.
let lastDay = { number: Number.NaN, text: "" };

/** The calendar day in Shanghai at an instant: "2026-05-20". */
export function shanghaiDay(at: Date): string {
  const number = Math.floor((at.getTime() + OFFSET_MS) / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, text: dayFromNumber(number) };
  return lastDay.text;
}

/** 00:00 in Shanghai of that day. */
export function startOfShanghaiDay(day: string): Date {
  return new Date(dayNumber(day) * DAY_MS - OFFSET_MS);
}

export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function dayOfMonth(day: string): number {
  dayNumber(day);
  return Number(day.slice(8));
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function dayOfWeek(day: string): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** What a clock on a Shanghai wall shows. Month is 1 to 12. */
export function shanghaiParts(at: Date) {
  const wall = shifted(at);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}

/**
 * The first monthly anniversary of `anchorDay` that lies after `after` (both days). A month without the anchor's
 * day of month uses its last day; the anchor itself is kept, so 31 January gives 28 February and then 31 March.
 */
export function monthlyAnniversary(anchorDay: string, after: string): string {
  const anchor = dayOfMonth(anchorDay);
  const floor = anchorDay > after ? anchorDay : after;
  const year = Number(floor.slice(0, 4));
  const month = Number(floor.slice(5, 7));
  const inMonth = (offset: number): string => {
    const first = new Date(Date.UTC(year, month - 1 + offset, 1));
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    first.setUTCDate(Math.min(anchor, last));
    return first.toISOString().slice(0, 10);
  };
  const candidate = inMonth(0);
  return candidate > floor ? candidate : inMonth(1);
}
