import { formatClock, formatFullDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";

/** An instant at which a version begins or ends: the day, and the clock where it is not midnight. */
export function formatEdge(at: string, locale: Locale): string {
  const clock = formatClock(at, "second");
  const day = formatFullDay(at, locale);
  if (clock === "00:00:00") return day;
  return `${day}${locale === "en" ? ", " : " "}${clock.endsWith(":00") ? clock.slice(0, 5) : clock}`;
}
