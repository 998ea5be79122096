import type { Locale } from "@/lib/i18n/locale";
import { TERM_LIMITS, type TermField } from "@/lib/pricing/change-set";

/** In which unit a field is typed, as decimal places of the stored integer: fen as yuan, tokens in 万 or millions. */
function termPlaces(field: TermField, locale: Locale): number {
  switch (field) {
    case "priceFen":
      return 2;
    case "quotaTokens":
      return locale === "zh-CN" ? 4 : 6;
    case "validDays":
      return 0;
    default:
      return 3;
  }
}

/** What stands in the field for a stored value: 1,090 fen is "10.90", a weight of 2,400 is "2.40", 10,000,000 tokens "1000". */
export function printTerm(field: TermField, value: number, locale: Locale): string {
  const places = termPlaces(field, locale);
  const digits = String(value).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  const shown = field === "quotaTokens" || field === "validDays" ? fraction : fraction.padEnd(2, "0");
  return shown === "" ? whole : `${whole}.${shown}`;
}

/** The stored value of what was typed, exactly; null for anything but a plain positive number with few enough decimals. */
export function parseTerm(field: TermField, text: string, locale: Locale): number | null {
  const places = termPlaces(field, locale);
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > places) return null;
  const value = Number(whole + kept.padEnd(places, "0"));
  return value >= 1 && value <= TERM_LIMITS[field] ? value : null;
}
