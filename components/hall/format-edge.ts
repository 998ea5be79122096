import { formatClock, formatDay, formatFullDay, type Instant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";

/**
 * An instant at which a version begins or ends: the day, and the clock where it is not midnight. With `now`, this
 * year's number is left out: for a remark, not for a record.
 */
export function formatEdge(at: string, locale: Locale, now?: Instant): string {
  const clock = formatClock(at, "second");
  const day = now === undefined ? formatFullDay(at, locale) : formatDay(at, locale, now);
  if (clock === "00:00:00") return day;
  return `${day}${locale === "en" ? ", " : " "}${clock.endsWith(":00") ? clock.slice(0, 5) : clock}`;
}
