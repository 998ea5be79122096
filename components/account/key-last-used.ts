import { formatClock, formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { shanghaiDay, toInstant } from "@/lib/time/calendar";

export type KeyUseTranslate = (
  key: "neverUsed" | "usedNow" | "usedMinutes" | "usedToday" | "usedOn",
  values?: Record<string, string | number>,
) => string;

const MINUTE_MS = 60_000;

/** When a key was last used, as precisely as it matters: minutes within the hour, then the clock, then the day. `t` translates `keys`. */
export function keyLastUsed(at: string | null, now: string, locale: Locale, t: KeyUseTranslate): string {
  if (at === null) return t("neverUsed");
  const used = toInstant(at);
  const reader = toInstant(now);
  const minutes = Math.floor((reader.getTime() - used.getTime()) / MINUTE_MS);
  if (minutes < 1) return t("usedNow");
  if (minutes < 60) return t("usedMinutes", { minutes });
  if (shanghaiDay(used) === shanghaiDay(reader)) return t("usedToday", { clock: formatClock(used) });
  return t("usedOn", { instant: formatInstant(used, locale, reader) });
}
