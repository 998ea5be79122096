import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/notice.json";
import zhCN from "@/lib/i18n/messages/zh-CN/notice.json";

// Both languages at hand: staff preview the notice in the language that their page is not in.
const words = {
  "zh-CN": createTranslator({ locale: "zh-CN", messages: zhCN }),
  en: createTranslator({ locale: "en", messages: en }),
};

/** The words of a price notice in one of the languages it is published in. */
export function noticeWords(locale: Locale) {
  return words[locale];
}
