import { createTranslator } from "next-intl";
import type { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/errors.json";
import zhCN from "@/lib/i18n/messages/zh-CN/errors.json";

const translators = {
  "zh-CN": createTranslator({ locale: "zh-CN", messages: zhCN }),
  en: createTranslator({ locale: "en", messages: en }),
};

/** What happened, what it did not touch and what to do, in the reader's language. */
export function errorSentence(error: AppError, locale: Locale): string {
  const values = Object.fromEntries(
    Object.entries(error.details).map(([name, value]) => [
      name,
      typeof value === "boolean" ? String(value) : (value ?? ""),
    ]),
  );
  return translators[locale](error.code, values);
}
