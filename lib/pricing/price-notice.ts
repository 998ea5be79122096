import type { Locale } from "@/lib/i18n/locale";
import type { ChangeItem, SubscriptionPolicy } from "@/lib/pricing/change-set";

/** What the public is told about a change of prices; the tariff page shows it to everyone. */
export interface PriceNotice {
  number: string;
  title: string;
  reason: string;
  /** May be empty. */
  reasonEn: string;
  /** ISO instants. */
  publishedAt: string;
  effectiveAt: string;
  state: "announced" | "effective" | "withdrawn";
  subscriptionPolicy: SubscriptionPolicy;
  items: ChangeItem[];
}

/** The reason for readers of a language, with the language it is in: Chinese where nobody gave it in English. */
export function reasonFor(
  { reason, reasonEn }: Pick<PriceNotice, "reason" | "reasonEn">,
  locale: Locale,
): { text: string; lang: Locale } {
  return locale === "en" && reasonEn.trim() !== "" ? { text: reasonEn, lang: "en" } : { text: reason, lang: "zh-CN" };
}
