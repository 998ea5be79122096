import { formatYuan } from "@/lib/i18n/format-money";
import { formatCount, formatWeight } from "@/lib/i18n/format-number";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { TermField } from "@/lib/pricing/change-set";

/** Tokens of a tariff: in 万 or millions where that is exact, else every digit. A price list rounds nothing away. */
function formatExactTokens(tokens: number, locale: Locale): string {
  const isExact = tokens % 10_000_000 === 0 || (tokens % 10_000 === 0 && tokens < 100_000_000);
  return isExact ? formatTokens(tokens, locale, { style: "name" }) : formatCount(tokens);
}

/** A value of a tariff as people read it; `days` says "90 天". */
export function formatTerm(
  field: TermField,
  value: number,
  { locale, days }: { locale: Locale; days: (days: number) => string },
): string {
  switch (field) {
    case "priceFen":
      return formatYuan(value);
    case "quotaTokens":
      return formatExactTokens(value, locale);
    case "validDays":
      return days(value);
    case "inputMilli":
      return formatWeight(value, "input");
    case "cachedInputMilli":
      return formatWeight(value, "cached");
    case "outputMilli":
      return formatWeight(value, "output");
  }
}
