import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/checkout.json";
import zhCN from "@/lib/i18n/messages/zh-CN/checkout.json";
import { formatYuan } from "@/lib/i18n/format-money";
import type { Fen } from "@/lib/money/amounts";

const translators = {
  "zh-CN": createTranslator({ locale: "zh-CN", messages: zhCN }),
  en: createTranslator({ locale: "en", messages: en }),
};

/** What ticking "renew automatically" agrees to: shown at checkout and stored with the order, word for word. */
export function renewalTerms(priceFen: Fen, locale: Locale): string {
  return translators[locale]("renewal.terms", { price: formatYuan(priceFen) });
}
